/** What the application under test says to the test that started it. */
export type ToTest =
  | { readonly type: 'chromium'; readonly endpoint: string }
  | { readonly type: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string };

export function tellTest(message: ToTest): void {
  process.send?.(message);
}
