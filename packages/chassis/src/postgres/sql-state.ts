/** The SQLSTATE of an error that PostgreSQL answered, or undefined. */
export function sqlState(error: unknown): string | undefined {
  const code =
    error instanceof Error && error.name === 'PostgresError' ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Whether a row in the statement caused the error (SQLSTATE classes 22 and 23): repeating cannot help. */
export function causedByRow(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error) ?? '');
}

/** Whether it was the server's last word on this connection, or on the wish for one. */
function isFatal(error: unknown): boolean {
  const { severity } = error as { severity?: unknown };
  return severity === 'FATAL' || severity === 'PANIC';
}

/** Whether the database was away or too busy to answer; the same request may succeed later. */
export function databaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return isFatal(error) || /^(08|40|53|57|58|25P0|55P03)/.test(state);
  const code = error instanceof Error ? String((error as { code?: unknown }).code ?? '') : '';
  return /^(CONNECT|CONNECTION_|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET)/.test(code);
}
