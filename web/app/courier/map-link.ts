/** Where an address is shown: by the app for maps of the phone, or by OpenStreetMap where it is not known. */
export function mapLink(address: string, agent: string): string {
  const query = encodeURIComponent(address);
  if (agent.includes('Android')) return `geo:0,0?q=${query}`;
  if (/iPhone|iPad/.test(agent)) return `https://maps.apple.com/?q=${query}`;
  return `https://www.openstreetmap.org/search?query=${query}`;
}
