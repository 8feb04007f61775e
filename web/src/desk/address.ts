// Where these pages are now, for the way back from the sign-in.

/** Where the sign-in comes back to. */
export function here(): string {
  return `${window.location.pathname}${window.location.hash}`;
}
