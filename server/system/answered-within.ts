/** How long a part may take to say how it stands. */
export const PART_ANSWERS_MS = 1_000;

/**
 * What the work comes to, or null where it takes longer; it is not waited for any more then, and its own end tells nobody.
 * @throws what the work throws within the time
 */
export async function answeredWithin<Value>(work: Promise<Value>, milliseconds: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  // One that fails after its time is nobody's any more, and must not end the process.
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
