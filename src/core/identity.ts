/** Math.random will do where there is no crypto: ids have to differ, not to be secret. */
function randomByte(): number {
  if (typeof crypto !== 'undefined' && crypto.getRandomValues) {
    return crypto.getRandomValues(new Uint8Array(1))[0] || 0;
  }
  return Math.floor(Math.random() * 256);
}

/** A random UUID (version 4). */
export function makeSessionId(): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const digit = randomByte() & 15;
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}
