import { z } from 'zod';

/**
 * `/api/opinions`: a model's second opinion on what the rules found, its remarks by rules that only a model fills, its
 * proposals for narratives and for guidelines. Off until an administrator turns it on and a client has agreed. Nothing a
 * model says counts before a person accepts it; no amount comes from a model. Times are ISO 8601 UTC, costs whole
 * millionths of a US dollar.
 */
const id = z.uuid();
const day = z.iso.date();
const time = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const microDollars = z.int().min(0);
const text = (length: number) => z.string().trim().min(1).max(length);

/** Heuristic rules on whose findings a second opinion may be asked. */
export const SECOND_OPINION_RULES = [
  'R32', 'R34', 'R35', 'R36', 'R42', 'R44', 'R45', 'R46', 'R52', 'R53', 'R54', 'R55', 'R56', 'R64',
] as const; // biome-ignore format: one list
/** Rules that only a model fills: nothing is found by them until a person accepts what a model says. */
export const JUDGEMENT_RULES = ['R47', 'R48', 'R60', 'R75', 'R82'] as const;

/** Why nothing came, or not all of it. Closed, so that a screen can explain each; what the rules say stands in every case. */
export const OPINION_FAILURE_REASONS = [
  /** Turned off by an administrator. */
  'turned_off',
  /** The server has no key. */
  'no_key',
  /** The address is not on the server's list. */
  'address_refused',
  /** The model has no price, so nothing could be reserved. */
  'no_price',
  /** The client has not agreed, or not any more. */
  'no_consent',
  /** The invoice is not any more what was shown before it was sent. */
  'changed',
  /** This month's limit of the firm or the client would be passed. */
  'firm_cap',
  'client_cap',
  /** No connection, no such host, a broken line. */
  'network',
  'timeout',
  /** The provider says that it is broken. */
  'server',
  /** The provider says that we ask too often. */
  'throttled',
  /** The provider's account has nothing left; an administrator must look. */
  'quota',
  /** The key is refused. */
  'auth',
  /** There is no such model or address. */
  'unknown_model',
  /** The provider does not take the question as it is. */
  'rejected',
  /** The model would not answer. */
  'refused',
  /** The answer broke off. */
  'truncated',
  /** The provider's filter withheld the answer. */
  'filtered',
  /** The answer is no JSON. */
  'broken_json',
  /** The answer is JSON of another shape than was asked for. */
  'contract',
  /** The answer follows instructions that were not ours. */
  'canary',
  /** It did not end in the time that a question is given. */
  'deadline',
] as const;
export const opinionFailureReason = z.enum(OPINION_FAILURE_REASONS);
export type OpinionFailureReason = z.infer<typeof opinionFailureReason>;

export const opinionFailure = z.strictObject({
  reason: opinionFailureReason,
  /** How many questions ended so. */
  count: z.int(),
  isRetryable: z.boolean(),
  /** From when on it is worth another try; null where no time would help, or none was given. */
  retryAt: time.nullable(),
});
export type OpinionFailure = z.infer<typeof opinionFailure>;

/** `GET /api/opinions/status`; asks nothing of anybody. */
export const opinionStatus = z.strictObject({
  state: z.enum(['on', 'off']),
  /** With `off`. */
  reason: z.enum(['turned_off', 'no_key', 'address_refused', 'no_price']).nullable(),
  model: z.string().nullable(),
  /** Where it goes, as an address; null where off. */
  provider: z.string().nullable(),
});
export type OpinionStatus = z.infer<typeof opinionStatus>;

export const MOST_LINES_TO_REWRITE = 50;
/** What is asked about an invoice. */
export const opinionAsk = z.discriminatedUnion('kind', [
  /** Findings of these rules and remarks by rules that only a model fills; null: all that the invoice's guideline switches on. */
  z.strictObject({
    kind: z.literal('findings'),
    ruleIds: z
      .array(z.enum([...SECOND_OPINION_RULES, ...JUDGEMENT_RULES]))
      .min(1)
      .max(SECOND_OPINION_RULES.length + JUDGEMENT_RULES.length)
      .nullable()
      .default(null),
  }),
  /** Proposals for clearer narratives. */
  z.strictObject({ kind: z.literal('rewrites'), lineIds: z.array(id).min(1).max(MOST_LINES_TO_REWRITE) }),
]);
export type OpinionAsk = z.infer<typeof opinionAsk>;

/** What a name or number is replaced by before anything leaves. */
export const REDACTION_KINDS = [
  'client', 'matter', 'vendor', 'person', 'organisation', 'email', 'telephone', 'address', 'link', 'number', 'amount',
] as const; // biome-ignore format: one list
export const redactionKind = z.enum(REDACTION_KINDS);
export type RedactionKind = z.infer<typeof redactionKind>;

export const previewRequest = z.strictObject({ invoiceId: id, ask: opinionAsk });
/** `POST /api/opinions/preview`: the very text that would leave, before it does. Nothing is sent by it. */
export const opinionPreview = z.strictObject({
  /** Null: it may be asked. */
  refusal: z
    .enum(['turned_off', 'no_key', 'address_refused', 'no_price', 'no_consent', 'firm_cap', 'client_cap'])
    .nullable(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  /** The same for every question. */
  instructions: z.string(),
  /** One question each; none knows of another. */
  questions: z.array(
    z.strictObject({
      ruleIds: z.array(z.string()),
      /** Lines it is about; none: the invoice as a whole. */
      lineIds: z.array(id),
      /** As sent. */
      text: z.string(),
      /** An answer is held already: nothing is sent for it. */
      isHeld: z.boolean(),
    }),
  ),
  /** Lines that are not sent, and why: `instructions` are words that speak to the model. */
  leftOut: z.array(z.strictObject({ lineId: id, reason: z.enum(['instructions', 'too_long', 'empty']) })),
  /** What stands for what; it never leaves. */
  placeholders: z.array(z.strictObject({ placeholder: z.string(), kind: redactionKind, text: z.string() })),
  /** At most, for what is not held. */
  costMicro: microDollars,
  /** Of the questions; sent back with `POST /api/opinions/requests`, so that what was seen is what is sent. */
  sha256,
});
export type OpinionPreview = z.infer<typeof opinionPreview>;

export const newOpinionRequest = z.strictObject({ invoiceId: id, ask: opinionAsk, previewSha256: sha256 });
/** 202; ask `GET /api/opinions/requests/:id` again until `done`. */
export const opinionAccepted = z.strictObject({ requestId: id });

/** A place in a line's narrative: characters, from and to before. */
const quote = z.strictObject({ lineId: id, start: z.int().min(0), end: z.int().min(0) });

export const opinion = z.strictObject({
  id,
  requestId: id,
  /** `second`: about a finding; `judgement`: a remark by a rule that only a model fills; `rewrite`: a narrative. */
  kind: z.enum(['second', 'judgement', 'rewrite']),
  ruleId: z.string().nullable(),
  /** Of `second`. */
  findingId: id.nullable(),
  /** Of `second`: whether the model shares the finding. */
  verdict: z.enum(['shares', 'doubts', 'unsure']).nullable(),
  /** Empty: about the invoice as a whole. */
  lineIds: z.array(id),
  /** Plain text, names put back. */
  rationale: z.string(),
  /** Literally in the narratives. */
  quotes: z.array(quote),
  /** As the model rates itself, in ten-thousandths. */
  confidenceE4: z.int().min(0).max(10_000),
  /** Of `rewrite`. */
  narrative: z.string().nullable(),
  /** Of `rewrite`: words that the narrative did not have; the person vouches for them. */
  addedWords: z.array(z.string()),
  state: z.enum(['proposed', 'accepted', 'rejected']),
  /** The user's id. */
  decidedBy: id.nullable(),
  decidedAt: time.nullable(),
  proposedAt: time,
});
export type Opinion = z.infer<typeof opinion>;

/** Answers that were not taken, by what was wrong with them. */
export const opinionDropped = z.strictObject({
  /** Words that the narrative does not have. */
  quote: z.int(),
  /** A figure that was not sent. */
  number: z.int(),
  /** A line, finding or rule that was not asked about. */
  unknownId: z.int(),
  /** Placeholders that stand for nothing, links, markup. */
  text: z.int(),
});
export type OpinionDropped = z.infer<typeof opinionDropped>;

export const opinionRequest = z.strictObject({
  id,
  invoiceId: id.nullable(),
  kind: z.enum(['findings', 'rewrites', 'guideline']),
  state: z.enum(['running', 'done']),
  /** Null while running. `partial`: some questions were not answered; `none`: no question was. The rules' results stand. */
  outcome: z.enum(['complete', 'partial', 'none']).nullable(),
  questionCount: z.int(),
  /** Answered by what was held, nothing was sent. */
  heldCount: z.int(),
  answeredCount: z.int(),
  /** Not sent: words in a narrative speak to the model. */
  leftOutCount: z.int(),
  dropped: opinionDropped,
  failures: z.array(opinionFailure),
  costMicro: microDollars,
  model: z.string(),
  askedBy: id,
  askedAt: time,
  endedAt: time.nullable(),
});
export type OpinionRequest = z.infer<typeof opinionRequest>;
export const opinionRequestDetail = z.strictObject({ request: opinionRequest, opinions: z.array(opinion) });

export const opinionQuery = z.strictObject({ invoiceId: id });
/** Newest request first. */
export const opinionList = z.strictObject({ requests: z.array(opinionRequest), opinions: z.array(opinion) });

/**
 * `POST /api/opinions/:id/decision`. Accepting a doubt dismisses the finding, as the person; a remark becomes a finding of
 * its rule; a narrative is rewritten (as edited, where `narrative` is given). Rejecting keeps it out for good.
 */
export const opinionDecision = z.strictObject({
  decision: z.enum(['accept', 'reject']),
  narrative: text(4000).nullable().default(null),
});

/** `/api/admin/opinions/*`: administrators. */
export const modelPrice = z.strictObject({
  model: text(100),
  /** Micro-dollars for a million tokens. */
  inputMicro: microDollars,
  cachedInputMicro: microDollars,
  outputMicro: microDollars,
  validFrom: day,
});
export type ModelPrice = z.infer<typeof modelPrice>;

export const OPINION_INTERFACES = ['responses', 'chat_completions'] as const;
export const opinionSettings = z.strictObject({
  isEnabled: z.boolean(),
  /** Read only: whether the server has a key. */
  hasKey: z.boolean(),
  /** Read only: addresses that the server may use (`LAIT_OPENAI_URLS`). */
  allowedUrls: z.array(z.string()),
  baseUrl: z.string(),
  /** What the address speaks: OpenAI's own, or what most compatible servers have. */
  interface: z.enum(OPINION_INTERFACES),
  model: z.string(),
  /** A month; 0: nothing is asked. */
  firmCapMicro: microDollars,
  /** Of each client that has none of its own. */
  clientCapMicro: microDollars,
  /** What clients agree to; its version rises with every change. */
  consentText: z.string(),
  consentVersion: z.int(),
  /** Whether texts as sent and as answered are kept for administrators; otherwise digests, figures and costs alone. */
  keepsTexts: z.boolean(),
  prices: z.array(modelPrice),
});
export type OpinionSettings = z.infer<typeof opinionSettings>;
export const changedOpinionSettings = z
  .strictObject({
    isEnabled: z.boolean().optional(),
    baseUrl: z.url().max(300).optional(),
    interface: z.enum(OPINION_INTERFACES).optional(),
    model: text(100).optional(),
    firmCapMicro: microDollars.max(1_000_000_000_000).optional(),
    clientCapMicro: microDollars.max(1_000_000_000_000).optional(),
    consentText: text(8000).optional(),
    keepsTexts: z.boolean().optional(),
    /** All of them; dated, so that earlier calls keep their price. */
    prices: z.array(modelPrice).max(200).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'say what to change');

/** A matter's block beats any consent. */
export const CONSENT_KINDS = ['allow', 'block'] as const;
export const newConsent = z.strictObject({
  clientId: id,
  /** Null: every matter of the client that has no block. */
  matterId: id.nullable().default(null),
  kind: z.enum(CONSENT_KINDS),
  /** Who agreed or objected, at the client. */
  givenBy: text(200),
  givenOn: day,
  note: z.string().trim().max(1000).default(''),
});
export const consent = z.strictObject({
  id,
  clientId: id,
  clientNumber: z.string(),
  clientName: z.string(),
  matterId: id.nullable(),
  matterNumber: z.string().nullable(),
  kind: z.enum(CONSENT_KINDS),
  givenBy: z.string(),
  givenOn: day,
  note: z.string(),
  /** Of the text they agreed to. */
  textVersion: z.int(),
  recordedBy: z.string().nullable(),
  recordedAt: time,
  withdrawnAt: time.nullable(),
});
export type Consent = z.infer<typeof consent>;
export const consentList = z.strictObject({ consents: z.array(consent) });
export const consentCreated = z.strictObject({ id });
/** Withdrawing forgets what was answered about the client or matter, except what a person accepted. */
export const consentWithdrawn = z.strictObject({ id, forgottenCount: z.int() });

export const clientCap = z.strictObject({ clientId: id, capMicro: microDollars.max(1_000_000_000_000).nullable() });
export const spendingQuery = z.strictObject({
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .optional(),
});
const spent = { spentMicro: microDollars, reservedMicro: microDollars, capMicro: microDollars };
export const spending = z.strictObject({
  month: z.string(),
  firm: z.strictObject(spent),
  clients: z.array(
    z.strictObject({ clientId: id, number: z.string(), name: z.string(), hasOwnCap: z.boolean(), ...spent }),
  ),
});
export type Spending = z.infer<typeof spending>;

export const CALLS_A_PAGE = 100;
export const callQuery = z.strictObject({
  invoiceId: id.optional(),
  /** `next` of the page before. */
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(CALLS_A_PAGE).default(50),
});
/** One question that left, with what came of it. */
export const opinionCall = z.strictObject({
  id,
  requestId: id,
  invoiceId: id.nullable(),
  at: time,
  endedAt: time.nullable(),
  provider: z.string(),
  model: z.string(),
  promptVersion: z.string(),
  ruleIds: z.array(z.string()),
  lineCount: z.int(),
  /** `lost`: the server stopped before the answer; counted as spent in full. */
  state: z.enum(['sent', 'answered', 'failed', 'lost']),
  reason: opinionFailureReason.nullable(),
  attempts: z.int(),
  inputTokens: z.int(),
  cachedTokens: z.int(),
  outputTokens: z.int(),
  reservedMicro: microDollars,
  costMicro: microDollars,
  /** The provider's own id of it. */
  providerRequestId: z.string().nullable(),
  sentSha256: sha256,
  /** Redacted, as it left and as it came; null unless `keepsTexts`. */
  sentText: z.string().nullable(),
  answerText: z.string().nullable(),
});
export type OpinionCall = z.infer<typeof opinionCall>;
export const callPage = z.strictObject({ calls: z.array(opinionCall), next: id.nullable() });

export const MOST_GUIDELINE_PROSE = 20_000;
/** A client's guideline in prose, to be drafted as rules. */
export const draftQuestion = z.strictObject({ clientId: id, text: text(MOST_GUIDELINE_PROSE) });
export const draftPreview = opinionPreview;
export const newDraft = draftQuestion.extend({
  /** Of the guideline it becomes; not one that is held. */
  name: z
    .string()
    .max(64)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  title: text(200),
  previewSha256: sha256,
});
export const draftAccepted = z.strictObject({ draftId: id, requestId: id });
export const guidelineDraft = z.strictObject({
  id,
  requestId: id,
  clientId: id,
  name: z.string(),
  title: z.string(),
  /** `running`, then `proposed` or `failed`; `accepted` is saved as a guideline that nobody uses until it is assigned. */
  state: z.enum(['running', 'proposed', 'failed', 'accepted', 'rejected']),
  /** YAML that passes the guideline's own checks; null while running and where nothing came. */
  yaml: z.string().nullable(),
  /** What was left out of it, and why. */
  leftOut: z.array(z.strictObject({ ruleId: z.string().nullable(), reason: z.string() })),
  failures: z.array(opinionFailure),
  askedAt: time,
  decidedAt: time.nullable(),
});
export type GuidelineDraft = z.infer<typeof guidelineDraft>;
export const draftList = z.strictObject({ drafts: z.array(guidelineDraft) });
/** `text` is the YAML as the person leaves it. */
export const draftDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('accept'), text: z.string().min(1).max(1_000_000) }),
  z.strictObject({ decision: z.literal('reject') }),
]);
