import { Notification } from 'electron';
import { formatDeepLink } from '#shared/api/deep-link.ts';
import type { Toast } from './plan-toasts.ts';
import type { SystemToast } from './toaster.ts';

/**
 * One toast of the system. Its id is the place it points at: that is what macOS hands over when a click on it starts
 * LAIT, and what Windows opens through the protocol, so that a click works whether LAIT runs or not.
 */
export function systemToast(toast: Toast, on: { click(): void; failed(): void }): SystemToast {
  const link = formatDeepLink(toast.link);
  const notification = new Notification({
    id: link,
    title: toast.title,
    body: toast.body,
    ...(process.platform === 'win32' ? { toastXml: toastXml(toast, link) } : {}),
  });
  notification.on('click', () => on.click());
  notification.on('failed', () => on.failed());
  return { show: () => notification.show(), close: () => notification.close() };
}

/** Windows's own form ("Toast schema"): with `protocol` a click opens the address, as a link in a mail would. */
export function toastXml({ title, body }: Pick<Toast, 'title' | 'body'>, link: string): string {
  const words = [title, body].map((text) => `<text>${escaped(text)}</text>`).join('');
  return `<toast activationType="protocol" launch="${escaped(link)}"><visual><binding template="ToastGeneric">${words}</binding></visual></toast>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
