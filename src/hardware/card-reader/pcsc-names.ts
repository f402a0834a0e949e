// Which reader of the PC/SC service is meant: its name there says the model, and then a number that another socket may change.

/** `wanted` is empty for the first there is, which is not one for the security modules that some readers have beside their field. */
export function isWanted(name: string, wanted: string): boolean {
  if (wanted === '') return !/\bSAM\b/i.test(name);
  return modelOf(name) === modelOf(wanted);
}

/** Without what tells two of one model apart: ` 00 00` on Linux and macOS, ` 0` on Windows. */
function modelOf(name: string): string {
  return name.replace(/( [0-9A-F]{2} [0-9A-F]{2}| \d{1,2})$/, '');
}
