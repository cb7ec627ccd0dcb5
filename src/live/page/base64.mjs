/** @param {Uint8Array} bytes @returns {string} */
export function toBase64(bytes) {
  if (bytes.toBase64) {
    return bytes.toBase64();
  }
  const parts = [];
  for (let start = 0; start < bytes.length; start += 0x8000) { // as many as a call takes
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  }
  return btoa(parts.join(''));
}
