/**
 * A body that may have a photo, as `ask` sends it: as JSON, or with a photo as a form, in which what is no text is JSON. A file
 * without bytes is none.
 */
export async function withPhoto(body: Record<string, unknown>, photo: FormDataEntryValue | null) {
  if (!(photo instanceof File) || photo.size === 0) return { body, headers: {} };
  const form = new FormData();
  for (const [name, value] of Object.entries(body))
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  form.set('photo', photo);
  const written = new Response(form);
  const headers = { 'content-type': written.headers.get('content-type')! };
  return { body: new Uint8Array(await written.arrayBuffer()), headers };
}
