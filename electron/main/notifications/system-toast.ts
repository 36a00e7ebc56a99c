import { Notification } from 'electron';
import { formatDeepLink } from '#shared/api/deep-link.ts';
import type { Toast } from './plan-toasts.ts';
import { toastXml } from './toast-xml.ts';
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
