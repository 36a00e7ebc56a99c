import type { RunningDesktop } from '../launch-desktop.ts';

export interface SeenToast {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly isClosed: boolean;
}

interface Recorded {
  seenToasts: (SeenToast & { emit(event: 'click'): void })[];
}

/** From now on toasts are kept where a test finds them, in place of the system's own showing. */
export function recordToasts(app: RunningDesktop): Promise<void> {
  return app.evaluate(({ Notification }) => {
    const scope = globalThis as unknown as { seenToasts: object[] };
    scope.seenToasts = [];
    Object.assign(Notification.prototype, {
      show(this: object) {
        scope.seenToasts.push(this);
      },
      close(this: object) {
        Object.assign(this, { isClosed: true });
      },
    });
  }, null);
}

export function seenToasts(app: RunningDesktop): Promise<readonly SeenToast[]> {
  return app.evaluate(() => {
    const { seenToasts: seen } = globalThis as unknown as Recorded;
    return seen.map(({ id, title, body, isClosed }) => ({ id, title, body, isClosed: isClosed === true }));
  }, null);
}

/** The person clicks the last one. */
export function clickLastToast(app: RunningDesktop): Promise<void> {
  return app.evaluate(() => void (globalThis as unknown as Recorded).seenToasts.at(-1)?.emit('click'), null);
}
