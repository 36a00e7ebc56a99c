import { cleanNarrative } from './clean-narrative.ts';

/**
 * Whether a narrative speaks to whoever reads it instead of saying what was done: instructions, roles, formats of answers.
 * Such a line is never sent, and people are told. Fixed patterns, deliberately broad; what they miss is bounded elsewhere: a
 * question holds nothing but what it is about, and its control item shows an answer that follows somebody else.
 */
export function speaksToModel(narrative: string): boolean {
  const { text, hiddenCount } = cleanNarrative(narrative);
  if (hiddenCount > MOST_HIDDEN) return true;
  const plain = text
    .normalize('NFKC')
    .replace(/[\s_*~`|]+/g, ' ')
    .toLowerCase();
  // "i g n o r e   a l l": letters set apart.
  const closed = /(?:\b\w ){7,}/.test(plain) ? plain.replace(/\b(\w) (?=\w\b)/g, '$1') : plain;
  return PATTERNS.some((pattern) => pattern.test(plain) || pattern.test(closed)) || isEncoded(narrative);
}

const MOST_HIDDEN = 3;

const PATTERNS: readonly RegExp[] = [
  // To set aside what was said before.
  /\b(?:ignore|disregard|forget|override|overrule|bypass|skip|drop|discard|neglect)\b.{0,40}\b(?:instruction|instructions|guideline|guidelines|rule|rules|prompt|prompts|above|previous|prior|earlier|context|policy|policies|polic(?:y|ies)|constraints?|everything|anything|directive|directives|finding|findings)\b/,
  /\b(?:new|updated|revised|real|actual|following|secret|hidden|additional)\s+(?:instruction|instructions|directive|directives|system prompt|prompt|task for (?:you|the))\b/,
  /\b(?:instructions?|note|message|memo|attention|notice|reminder)\s+(?:to|for)\s+(?:the\s+|any\s+|all\s+)?(?:reviewer|reviewers|model|models|ai|a\.i\.|llm|assistant|auditor|auditors|bot|system|grader|judge model|checker|evaluator|software|machine|computer|algorithm|classifier)\b/,
  // Who the reader is to be.
  /\b(?:you are|you're|act as|pretend (?:to be|you)|roleplay|behave as|assume the role|simulate being)\b.{0,40}\b(?:now|a|an|the|not|in|assistant|model|reviewer|auditor|administrator|developer|dan)\b/,
  /(?:^|[("'[{;.!?>]) ?(?:system|assistant|developer|user|human|ai)\s*(?::|>|\]|=>)\s*\S/,
  /<\|?\/?(?:im_start|im_end|system|assistant|user|endoftext|inst|s|tool|function)[^>]{0,20}\|?>|\[\/?(?:inst|system|assistant|user)\]|###\s*(?:instruction|system|response|end|new)|<<\s*sys/,
  /\b(?:jailbreak|developer mode|dan mode|god mode|sudo|root access|prompt injection|system prompt|debug mode|maintenance mode|admin(?:istrator)? (?:mode|override))\b/,
  // What the answer is to be.
  /\b(?:mark|flag|rate|label|classify|score|treat|report|return|answer|respond|output|reply|say|set|list|consider|declare|deem|approve|accept|reject|dismiss|clear|pass|confirm|change|cut|deny)\b.{0,50}\b(?:all|every|each|any|other|remaining|these|this|the)\b.{0,30}\b(?:lines?|items?|entries|entry|findings?|answers?|verdicts?|invoice|bill|charges?)\b.{0,60}\b(?:as|are|is|to|with|approved?|compliant|valid|reasonable|clean|shares?|doubts?|unsure|none|remark|violations?|rejected|zero|100|unreasonable|false)\b/,
  /\b(?:verdicts?|confidence|rationale|json|quote)\b\s*(?:[:=]|must|should|is to|to be|of)\s*["'{[]?\s*(?:shares?|doubts?|unsure|none|remark|\d|be|always|empty|null|true|false)/,
  /["'{]\s*(?:answers|verdict|item|confidence|rationale|quote|line)\s*["']\s*:/,
  /\b(?:respond|answer|reply|output|return)\s+(?:only|solely|exactly|just|always)\b|\b(?:respond|answer|reply|output)\s+(?:with|in)\s+(?:only|json|yes|no|the word|\W)/,
  /\b(?:do not|don't|never|must not|should not|no need to|please do not)\s+(?:flag|report|cut|question|reject|reduce|challenge|audit|review this|mark|raise|object|deduct|comment|dispute|write down|adjust)\b/,
  /\b(?:always|automatically|immediately|simply|just)\s+(?:approve|accept|pass|clear|dismiss|allow|pay)\b/,
  /\b(?:approve|accept|pay|pass|allow|clear|waive|dismiss)\s+(?:this|the|all|every|any|each|these)\s+(?:whole\s+|entire\s+|other\s+)?(?:line|lines|invoice|bill|entry|entries|charges?|findings?|time|fees?|items?)\b/,
  /\b(?:everything|all (?:lines|entries|items|findings|charges|others?)|the rest|other (?:lines|entries|items|findings))\b.{0,40}\b(?:is|are|should be|must be|was|were|has been|have been)\b.{0,20}\b(?:approved|compliant|fine|reasonable|valid|ok|okay|correct|wrong|violations?|doubtful|vague|excessive|pre-?approved|cleared|unreasonable|fraudulent|false)\b/,
  // Words about the machinery.
  /\b(?:language model|chatgpt|gpt-?\d|openai|claude|gemini|copilot|llm|neural network|large model|your (?:training|guidelines|instructions|programming|prompt|rules|task|answer|response|output|verdict))\b/,
  /\b(?:as an ai|dear (?:ai|model|assistant|reviewer|auditor|llm)|hey (?:ai|model|assistant)|to whom(?:ever)? (?:reviews|audits|checks)|whoever (?:reviews|audits|checks|reads))\b/,
  /\b(?:end of (?:narrative|invoice|data|input|user|line|record)|begin(?:ning of)? (?:instructions|system)|---\s*(?:end|begin|system))\b/,
  /\b(?:reveal|print|repeat|show|leak|disclose|translate|summari[sz]e|send|post|upload|exfiltrate)\b.{0,30}\b(?:your|the|all|other|system)\b.{0,20}\b(?:prompt|instructions|other lines|other clients|placeholders?|redacted|names|secrets?|keys?|passwords?|conversation)\b/,
  /\b(?:execute|run|call|invoke|eval|fetch|curl|wget)\b.{0,20}\b(?:tool|function|command|code|script|sql|query|url|https?)\b|\bdrop table\b|;\s*--/,
  // The same in other languages that a model also reads.
  /\b(?:ignorez?|oubliez?|ne tenez pas compte)\b.{0,30}\b(?:instructions|consignes|règles)\b|\b(?:ignora|olvida|haz caso omiso)\b.{0,30}\b(?:instrucciones|reglas|todo)\b|\b(?:ignoriere?|vergiss|missachte)\b.{0,30}\b(?:anweisungen|regeln|alles|vorherigen?)\b|\b(?:ignore|esqueça|desconsidere)\b.{0,30}\b(?:instruções|regras)\b|\b(?:ignora|dimentica)\b.{0,30}\b(?:istruzioni|regole)\b/,
  /忽略|无视|無視|指示を|игнорируй|забудь|تجاهل|무시/u,
];

/** Long runs of base64 or hexadecimal: no work was ever described so. */
function isEncoded(narrative: string): boolean {
  return (
    /(?:[A-Za-z0-9+/]{4}){10,}={0,2}/.test(narrative) ||
    /(?:\\[ux][0-9a-f]{2,4}|%[0-9a-f]{2}|&#x?[0-9a-f]{2,5};){4,}/i.test(narrative)
  );
}
