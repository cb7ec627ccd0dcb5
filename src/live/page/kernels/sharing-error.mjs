/** A value cannot be copied. The message is one line for the reader. */
export class SharingError extends Error {
  name = 'SharingError';
}
