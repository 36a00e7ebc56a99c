/** Where an address may be broken over two lines: after the @, and before a dot, a hyphen or an underscore. */
export function emailPieces(email: string): readonly string[] {
  return email.split(/(?<=@)|(?=[._-])/);
}
