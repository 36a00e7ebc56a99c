import OpenAI from 'openai';
import { z } from 'zod';
import { failureOfError } from './failure-of-error.ts';
import type { Provider, ProviderAnswer, ProviderQuestion } from './provider-answer.ts';

export interface ProviderAddress {
  readonly apiKey: string;
  /** One of the allowed addresses. */
  readonly baseUrl: string;
  readonly interface: 'responses' | 'chat_completions';
  readonly timeoutMs: number;
  /** Ends what is under way: the time of the whole request is over, or the server stops. */
  readonly signal?: AbortSignal | undefined;
}

const SCHEMA_NAME = 'answer';

/**
 * OpenAI, or whatever speaks like it, through its own package. What the package reads from the environment by itself is all
 * given explicitly, so that a stray variable sends nothing elsewhere; it tries nothing again and logs nothing.
 */
export function openaiProvider(address: ProviderAddress, nowMs: () => number): Provider {
  const client = new OpenAI({
    apiKey: address.apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: address.baseUrl,
    maxRetries: 0,
    timeout: address.timeoutMs,
    logLevel: 'off',
    fetch: (url, init) => fetchWithin(address.baseUrl, url, init),
  });
  return {
    async ask(question) {
      // The package's own timeout ends with the headers; an answer that drips in for ever is cut off by ours.
      const timeout = AbortSignal.timeout(address.timeoutMs);
      const signal = address.signal === undefined ? timeout : AbortSignal.any([timeout, address.signal]);
      const options = { maxRetries: 0, timeout: address.timeoutMs, signal } as const;
      try {
        return address.interface === 'responses'
          ? await askResponses(client, question, options)
          : await askChat(client, question, options);
      } catch (error) {
        return failureOfError(error, { nowMs: nowMs(), isTimeout: timeout.aborted, isEnded: signal.aborted });
      }
    },
  };
}

/** Headers that leave; whatever else the package or the environment adds stays here. */
const HEADERS = ['authorization', 'content-type', 'accept', 'user-agent'];

/** Never to another address than the one allowed, and not on where that one points elsewhere. */
async function fetchWithin(baseUrl: string, url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const target = url instanceof Request ? url.url : String(url);
  if (!target.startsWith(`${baseUrl}/`))
    throw new Error('A question to a model was about to leave for another address.');
  const given = new Headers(init?.headers);
  const headers = new Headers();
  for (const name of HEADERS) {
    const value = given.get(name);
    if (value !== null) headers.set(name, value);
  }
  return fetch(target, { ...init, headers, redirect: 'error' });
}

/** Read as it came: the package's own reading takes a whole shape for granted. @throws SyntaxError for what is no JSON */
async function received(
  response: Promise<Response>,
): Promise<{ readonly data: unknown; readonly requestId: string | null }> {
  const answer = await response;
  const requestId = answer.headers.get('x-request-id');
  return { data: JSON.parse(await answer.text()), requestId };
}

type Options = { readonly maxRetries: 0; readonly timeout: number; readonly signal: AbortSignal };

const count = z.int().min(0).max(1_000_000_000);

/** What of OpenAI's own interface is read; a compatible server may leave details out. */
const response = z.object({
  status: z.string().nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z
    .array(
      z.object({
        type: z.string(),
        content: z
          .array(z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() }))
          .nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      input_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
});

async function askResponses(client: OpenAI, question: ProviderQuestion, options: Options): Promise<ProviderAnswer> {
  const { data, requestId } = await received(
    client.responses
      .create(
        {
          model: question.model,
          store: false,
          instructions: question.instructions,
          input: [{ role: 'user', content: question.text }],
          max_output_tokens: question.maximumOutputTokens,
          text: { format: { type: 'json_schema', name: SCHEMA_NAME, strict: true, schema: { ...question.schema } } },
        },
        options,
      )
      .asResponse(),
  );
  const read = response.safeParse(data);
  if (!read.success) return failed('contract', requestId, null);
  const { status, error, incomplete_details: incomplete, output, usage } = read.data;
  const use =
    usage === null || usage === undefined
      ? null
      : {
          inputTokens: usage.input_tokens,
          cachedTokens: usage.input_tokens_details?.cached_tokens ?? 0,
          outputTokens: usage.output_tokens,
        };
  if (status === 'failed') return failedBy(error?.code ?? '', requestId, use);
  if (status === 'incomplete') {
    return failed(incomplete?.reason === 'content_filter' ? 'filtered' : 'truncated', requestId, use);
  }
  const contents = (output ?? []).flatMap(({ type, content }) => (type === 'message' ? (content ?? []) : []));
  if (contents.some(({ type }) => type === 'refusal')) return failed('refused', requestId, use);
  const texts = contents.flatMap(({ type, text }) => (type === 'output_text' && text !== undefined ? [text] : []));
  if (texts.length === 0) return failed('contract', requestId, use);
  return { kind: 'answered', text: texts.join(''), use, requestId };
}

const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
    })
    .nullish(),
});

async function askChat(client: OpenAI, question: ProviderQuestion, options: Options): Promise<ProviderAnswer> {
  const { data, requestId } = await received(
    client.chat.completions
      .create(
        {
          model: question.model,
          store: false,
          messages: [
            { role: 'system', content: question.instructions },
            { role: 'user', content: question.text },
          ],
          max_completion_tokens: question.maximumOutputTokens,
          response_format: {
            type: 'json_schema',
            json_schema: { name: SCHEMA_NAME, strict: true, schema: { ...question.schema } },
          },
        },
        options,
      )
      .asResponse(),
  );
  const read = completion.safeParse(data);
  const [choice] = read.success ? read.data.choices : [];
  if (!read.success || choice === undefined) return failed('contract', requestId, null);
  const { usage } = read.data;
  const use =
    usage === null || usage === undefined
      ? null
      : {
          inputTokens: usage.prompt_tokens,
          cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
          outputTokens: usage.completion_tokens,
        };
  if (typeof choice.message.refusal === 'string' && choice.message.refusal !== '')
    return failed('refused', requestId, use);
  if (choice.finish_reason === 'length') return failed('truncated', requestId, use);
  if (choice.finish_reason === 'content_filter') return failed('filtered', requestId, use);
  if (typeof choice.message.content !== 'string') return failed('contract', requestId, use);
  return { kind: 'answered', text: choice.message.content, use, requestId };
}

type Failed = Extract<ProviderAnswer, { kind: 'failed' }>;

/** `status: "failed"` inside a good HTTP answer. */
function failedBy(code: string, requestId: string | null, use: Failed['use']): Failed {
  if (code === 'server_error') return { ...failed('server', requestId, use), isTriedAgain: true };
  if (code === 'rate_limit_exceeded') return { ...failed('throttled', requestId, use), isTriedAgain: true };
  if (code === 'insufficient_quota') return failed('quota', requestId, use);
  return failed('rejected', requestId, use);
}

function failed(reason: Failed['reason'], requestId: string | null, use: Failed['use']): Failed {
  return { kind: 'failed', reason, isTriedAgain: false, retryAfterMs: null, use, requestId };
}
