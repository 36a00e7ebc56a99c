/** Whether key labels should read ⌘ rather than Ctrl. */
export const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
