import type { Toast } from './plan-toasts.ts';

/** Windows's own form ("Toast schema"): with `protocol` a click opens the address, as a link in a mail would. */
export function toastXml({ title, body }: Pick<Toast, 'title' | 'body'>, link: string): string {
  const words = [title, body].map((text) => `<text>${escaped(text)}</text>`).join('');
  return `<toast activationType="protocol" launch="${escaped(link)}"><visual><binding template="ToastGeneric">${words}</binding></visual></toast>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
