/** One file as `multipart/form-data` (RFC 7578), field `file`. */
export function multipartOf(
  fileName: string,
  bytes: Uint8Array,
  random: Uint8Array,
): { readonly contentType: string; readonly body: Uint8Array<ArrayBuffer> } {
  const border = `lait-${[...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  // As browsers write names (HTML standard, multipart form data): no line break or quote gets through.
  const name = fileName.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22');
  const encoder = new TextEncoder();
  const head = encoder.encode(
    `--${border}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
      'content-type: application/octet-stream\r\n\r\n',
  );
  const tail = encoder.encode(`\r\n--${border}--\r\n`);
  const body = new Uint8Array(head.length + bytes.length + tail.length);
  body.set(head, 0);
  body.set(bytes, head.length);
  body.set(tail, head.length + bytes.length);
  return { contentType: `multipart/form-data; boundary=${border}`, body };
}
