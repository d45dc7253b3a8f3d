type Props = { className?: string };

/** The shop's mark: a parcel that is tied, whole. */
export function Mark({ className }: Props) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect x="2" y="6" width="28" height="24" rx="5" fill="#1d5847" />
      <path d="M2 14h28M16 6v24" stroke="#f3c98b" strokeWidth="3" />
      <path d="M16 7C12 0 5 2 8 6c1 1.5 5 1 8 1Zm0 0c4-7 11-5 8-1-1 1.5-5 1-8 1Z" fill="#c9572b" />
    </svg>
  );
}

export function PersonIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <circle cx="12" cy="8" r="4" />
      <path d="M4 20.5c1-4.5 4.200-6 8-6s7 1.5 8 6" />
    </Stroke>
  );
}

/** A desk with its drawers: the back office. */
export function OfficeIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <path d="M3 8h18M5 8v12M19 8v12M5 12h7v8M12 8v12" />
    </Stroke>
  );
}

export function CartIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <path d="M3.5 9.5h17l-1.700 9.200a2 2 0 0 1-2 1.600H7.200a2 2 0 0 1-2-1.600Z" />
      <path d="m8 9.5 3-6m5 6-3-6" />
    </Stroke>
  );
}

export function MenuIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <path d="M4 7h16M4 12h16M4 17h16" />
    </Stroke>
  );
}

export function SearchIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </Stroke>
  );
}

export function CrossIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <path d="m6 6 12 12M18 6 6 18" />
    </Stroke>
  );
}

export function CheckIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <path d="m5 12.5 4.500 4.500L19 7.500" />
    </Stroke>
  );
}

/** Something that was given back. */
export function BackIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <path d="M9 6 4.500 10.500 9 15M5 10.500h9a5 5 0 0 1 0 9h-3" />
    </Stroke>
  );
}

/** Something that is under way. */
export function DotsIcon({ className }: Props) {
  return (
    <Stroke className={className}>
      <path d="M6 12h.01M12 12h.01M18 12h.01" />
    </Stroke>
  );
}

function Stroke({ className, children }: { className: string | undefined; children: React.ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
