import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** A question as it arrived. */
export interface ArrivedQuestion {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Readonly<Record<string, unknown>>;
  /** What the model was told, and the message. */
  readonly instructions: string;
  readonly text: string;
}

/** How the model behind the server behaves: the text of its answer. */
export type Model = (question: ArrivedQuestion) => string;

export type Fault =
  | 'rate_limit' | 'rate_limit_no_header' | 'rate_limit_date' | 'quota' | 'server' | 'server_html' | 'overloaded' | 'conflict' | 'request_timeout'
  | 'auth' | 'forbidden' | 'not_found' | 'bad_request' | 'unprocessable' | 'refusal' | 'truncated' | 'content_filter'
  | 'broken_json' | 'prose' | 'half_json' | 'schema_drift' | 'no_output' | 'null_output' | 'failed_server' | 'failed_rate' | 'failed_prompt'
  | 'hang' | 'slow' | 'drop' | 'cut_short' | 'redirect' | 'filter_error'; // biome-ignore format: one list

export interface LoopbackProvider {
  readonly baseUrl: string;
  /** In the order of arrival. */
  readonly arrived: readonly ArrivedQuestion[];
  /** The next answers go wrong so, one each; then the model answers again. */
  failWith(...faults: readonly Fault[]): void;
  /** Forgets faults that nobody met. */
  mend(): void;
  answerAs(model: Model): void;
  /** Waits with every answer until released; for what is under way at once. */
  hold(): () => void;
  close(): Promise<void>;
}

const USAGE = { input: 1_000, cached: 200, output: 100 };
export const LOOPBACK_KEY = 'sk-loopback-key-of-tests';

/**
 * A server on the loopback that speaks OpenAI's Responses and Chat Completions interfaces as documented: real sockets, and
 * every fault on demand. It refuses what the real one refuses: no key, `store` not false, a schema outside the strict subset.
 */
export async function loopbackProvider(): Promise<LoopbackProvider> {
  const arrived: ArrivedQuestion[] = [];
  const faults: Fault[] = [];
  let model: Model = honestModel;
  let gate: Promise<void> = Promise.resolve();
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const path = (request.url ?? '').replace(/^\/v1/, '');
      if (request.headers.authorization !== `Bearer ${LOOPBACK_KEY}`)
        return void fail(response, 401, 'invalid_api_key');
      if (path !== '/responses' && path !== '/chat/completions') return void fail(response, 404, 'unknown_url');
      const refused = refusalOf(path, body);
      if (refused !== null) return void fail(response, 400, refused);
      const question = questionOf(path, request, body);
      arrived.push(question);
      const fault = faults.shift();
      await gate;
      if (fault !== undefined) return void answerFault(fault, path, response, () => model(question));
      return void send(response, 200, answerOf(path, model(question)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    arrived,
    failWith: (...next) => void faults.push(...next),
    mend: () => {
      faults.length = 0;
    },
    answerAs: (next) => {
      model = next;
    },
    hold() {
      let release = () => {};
      gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      return release;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const sent = z.object({
  lines: z.array(z.object({ line: z.string(), text: z.string() })),
  items: z.array(
    z.object({ item: z.string(), rule: z.string(), lines: z.array(z.string()), code: z.number().optional() }),
  ),
});
export type SentQuestion = z.infer<typeof sent>;

export function sentQuestion(text: string): SentQuestion {
  return sent.parse(JSON.parse(text));
}

/** Follows its instructions: shares every finding, remarks on every judgement, quotes the first words, keeps the control. */
export const honestModel: Model = ({ instructions, text }) => {
  const { lines, items } = sentQuestion(text);
  const isRewrite = instructions.startsWith('You propose clearer wording');
  const isJudgement = instructions.startsWith('You look at lines');
  return JSON.stringify({
    answers: items.map(({ item, rule, lines: ids, code }) => {
      if (rule === 'CONTROL') {
        return isRewrite
          ? { item, narrative: `control ${code}`, rationale: 'control' }
          : { item, verdict: 'unsure', line: ids[0] ?? '', quote: '', rationale: 'control', confidence: code };
      }
      const line = lines.find((each) => each.line === ids[0]);
      if (isRewrite) return { item, narrative: `${line?.text ?? ''}, in clearer words`, rationale: 'Clearer.' };
      const quote = (line?.text ?? '').split(' ').slice(0, 2).join(' ');
      const verdict = isJudgement ? 'remark' : 'shares';
      return {
        item,
        verdict,
        line: line?.line ?? '',
        quote,
        rationale: `The words show it (${rule.toLowerCase()}).`.replace(/\(r\d+\)/, ''),
        confidence: 80,
      };
    }),
  });
};

function refusalOf(path: string, body: Readonly<Record<string, unknown>>): string | null {
  if (body.store !== false) return 'store_must_be_false';
  if (typeof body.model !== 'string' || body.model === '') return 'model_missing';
  const format =
    path === '/responses'
      ? Reflect.get(Object(body.text), 'format')
      : Reflect.get(Object(body.response_format), 'json_schema');
  if (Reflect.get(Object(format), 'strict') !== true) return 'schema_not_strict';
  return isStrictSubset(Reflect.get(Object(format), 'schema')) ? null : 'invalid_json_schema';
}

const FORBIDDEN = [
  'allOf',
  'oneOf',
  'not',
  'if',
  'patternProperties',
  'uniqueItems',
  'prefixItems',
  'propertyNames',
  'minProperties',
  'maxProperties',
];

/** Every object closed, every property required, none of the words that strict mode does not know. */
export function isStrictSubset(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrictSubset);
  if (typeof schema !== 'object' || schema === null) return true;
  const { type, properties, required, additionalProperties } = schema as Readonly<Record<string, unknown>>;
  if (type === 'object') {
    const names = Object.keys(Object(properties));
    if (additionalProperties !== false || !Array.isArray(required)) return false;
    if (names.some((name) => !required.includes(name)) || required.length !== names.length) return false;
  }
  return Object.entries(schema).every(
    ([name, value]) => !FORBIDDEN.includes(name) && (name === 'enum' || isStrictSubset(value)),
  );
}

function questionOf(path: string, request: IncomingMessage, body: Readonly<Record<string, unknown>>): ArrivedQuestion {
  const messages = (path === '/responses' ? body.input : body.messages) as readonly { role: string; content: string }[];
  const text = messages.find(({ role }) => role === 'user')?.content ?? '';
  const instructions =
    path === '/responses' ? String(body.instructions) : (messages.find(({ role }) => role === 'system')?.content ?? '');
  return { path, headers: request.headers, body, instructions, text };
}

function answerOf(path: string, text: string) {
  return path === '/responses'
    ? responseOf(message({ type: 'output_text', text, annotations: [] }))
    : chatOf({ content: text, refusal: null }, 'stop');
}

function message(content: object) {
  return [{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [content] }];
}

function responseOf(output: unknown, more: object = {}) {
  return {
    id: 'resp_1', object: 'response', created_at: 1_780_000_000, status: 'completed', error: null, incomplete_details: null, model: 'test-model', output,
    usage: {
      input_tokens: USAGE.input, input_tokens_details: { cached_tokens: USAGE.cached }, output_tokens: USAGE.output,
      output_tokens_details: { reasoning_tokens: 0 }, total_tokens: USAGE.input + USAGE.output,
    },
    ...more,
  }; // biome-ignore format: as documented
}

function chatOf(content: object, finishReason: string) {
  return {
    id: 'chatcmpl_1', object: 'chat.completion', created: 1_780_000_000, model: 'test-model',
    choices: [{ index: 0, message: { role: 'assistant', ...content }, finish_reason: finishReason, logprobs: null }],
    usage: { prompt_tokens: USAGE.input, completion_tokens: USAGE.output, total_tokens: USAGE.input + USAGE.output, prompt_tokens_details: { cached_tokens: USAGE.cached } },
  }; // biome-ignore format: as documented
}

function answerFault(fault: Fault, path: string, response: ServerResponse, good: () => string): void {
  const isResponses = path === '/responses';
  const text = (value: string) => send(response, 200, answerOf(path, value));
  switch (fault) {
    case 'rate_limit':
      return void fail(response, 429, 'rate_limit_exceeded', { 'retry-after': '2' });
    case 'rate_limit_no_header':
      return void fail(response, 429, 'rate_limit_exceeded');
    case 'rate_limit_date':
      return void fail(response, 429, 'rate_limit_exceeded', { 'retry-after': 'Wed, 01 Apr 2026 11:00:00 GMT' });
    case 'quota':
      return void fail(response, 429, 'insufficient_quota');
    case 'server':
      return void fail(response, 500, 'server_error');
    case 'server_html':
      response.writeHead(502, { 'content-type': 'text/html' });
      return void response.end('<html><body>Bad gateway</body></html>');
    case 'overloaded':
      return void fail(response, 503, 'overloaded', { 'retry-after-ms': '1500' });
    case 'conflict':
      return void fail(response, 409, 'conflict');
    case 'request_timeout':
      return void fail(response, 408, 'timeout');
    case 'auth':
      return void fail(response, 401, 'invalid_api_key');
    case 'forbidden':
      return void fail(response, 403, 'unsupported_country_region_territory');
    case 'not_found':
      return void fail(response, 404, 'model_not_found');
    case 'bad_request':
      return void fail(response, 400, 'invalid_prompt');
    case 'filter_error':
      return void fail(response, 400, 'content_filter');
    case 'unprocessable':
      return void fail(response, 422, 'unprocessable');
    case 'refusal':
      return void send(
        response,
        200,
        isResponses
          ? responseOf(message({ type: 'refusal', refusal: 'I cannot help with that.' }))
          : chatOf({ content: null, refusal: 'I cannot.' }, 'stop'),
      );
    case 'truncated':
      return void send(
        response,
        200,
        isResponses
          ? responseOf(message({ type: 'output_text', text: good().slice(0, 40) }), {
              status: 'incomplete',
              incomplete_details: { reason: 'max_output_tokens' },
            })
          : chatOf({ content: good().slice(0, 40), refusal: null }, 'length'),
      );
    case 'content_filter':
      return void send(
        response,
        200,
        isResponses
          ? responseOf([], { status: 'incomplete', incomplete_details: { reason: 'content_filter' } })
          : chatOf({ content: '', refusal: null }, 'content_filter'),
      );
    case 'broken_json':
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end('{"id": "resp_1", "output": [');
    case 'prose':
      return void text('The findings look right to me.');
    case 'half_json':
      return void text(good().slice(0, -20));
    case 'schema_drift':
      return void text(JSON.stringify({ results: [], version: 2 }));
    case 'no_output':
      return void send(response, 200, { id: 'resp_1', object: 'something.else' });
    case 'null_output':
      return void send(response, 200, isResponses ? responseOf(null) : { ...chatOf({}, 'stop'), choices: null });
    case 'failed_server':
      return void send(
        response,
        200,
        responseOf([], { status: 'failed', error: { code: 'server_error', message: 'x' } }),
      );
    case 'failed_rate':
      return void send(
        response,
        200,
        responseOf([], { status: 'failed', error: { code: 'rate_limit_exceeded', message: 'x' } }),
      );
    case 'failed_prompt':
      return void send(
        response,
        200,
        responseOf([], { status: 'failed', error: { code: 'invalid_prompt', message: 'x' } }),
      );
    case 'hang':
      return;
    case 'slow': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
      return;
    }
    case 'drop':
      return void response.socket?.destroy();
    case 'cut_short':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('{"id": "resp_1",');
      setTimeout(() => response.socket?.destroy(), 20);
      return;
    case 'redirect':
      response.writeHead(307, { location: 'http://127.0.0.1:9/v1/responses' });
      return void response.end();
  }
}

function fail(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = code === 'insufficient_quota' ? code : status === 429 ? 'requests' : 'invalid_request_error';
  send(response, status, { error: { message: `Made up: ${code}.`, type, param: null, code } }, headers);
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_loopback', ...headers });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}'));
}
