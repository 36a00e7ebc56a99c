import { z } from 'zod';

const failure = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    request_id: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type Refusal = z.infer<typeof failure>['error'];

/** What a route answered, as a test reads it: nothing of it has a type before it was parsed. */
export interface TestAnswer {
  readonly status: number;
  /** Parsed JSON; null where nothing came. */
  readonly body: unknown;
  /** By the schema that screens read it by; throws where the answer is another. */
  read<Value>(schema: z.ZodType<Value>): Value;
  /** The envelope of every failure. */
  refusal(): Refusal;
}

export function testAnswer(status: number, text: string): TestAnswer {
  const body: unknown = text === '' ? null : JSON.parse(text);
  return {
    status,
    body,
    read(schema) {
      const read = schema.safeParse(body);
      if (!read.success) throw new Error(`Answered ${status} ${text}, which is not what was to be read.`);
      return read.data;
    },
    refusal: () => failure.parse(body).error,
  };
}
