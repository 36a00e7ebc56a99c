import { type NarrativeFeatures, narrativeFeatures } from './narrative-features.ts';
import { ATTENTION_TO } from './writing-styles/attention-to.ts';
import { BILLING_SHORTHAND } from './writing-styles/billing-codes-shorthand.ts';
import { CAPITALS } from './writing-styles/capitals.ts';
import { COMMERCIAL_TEAM } from './writing-styles/commercial-team.ts';
import { CONSTRUCTION_DISPUTES } from './writing-styles/construction-disputes.ts';
import { COVERAGE_ENVIRONMENT } from './writing-styles/coverage-environment.ts';
import { DEAL_TEAM } from './writing-styles/deal-team.ts';
import { DIARY } from './writing-styles/diary.ts';
import { ESTATES_FAMILIES } from './writing-styles/estates-families.ts';
import { FEE_PETITION } from './writing-styles/fee-petition.ts';
import { GUIDELINE_MINDED } from './writing-styles/guideline-minded.ts';
import { INJURY_PLAINTIFF } from './writing-styles/injury-plaintiff.ts';
import { INTERNATIONAL_HAND } from './writing-styles/international-hand.ts';
import { INVESTIGATIONS } from './writing-styles/investigations.ts';
import { LAND_GOVERNMENT } from './writing-styles/land-government.ts';
import { LENDER_CREDITOR } from './writing-styles/lender-creditor.ts';
import { MEDICAL_DEFENSE } from './writing-styles/medical-defense.ts';
import { ONGOING_TENSE } from './writing-styles/ongoing-tense.ts';
import { PARALEGAL_LOG } from './writing-styles/paralegal-log.ts';
import { PARTNERS_PROSE } from './writing-styles/partners-prose.ts';
import { PATENT_LITIGATION } from './writing-styles/patent-litigation.ts';
import { PRODUCTS_COORDINATION } from './writing-styles/products-coordination.ts';
import { TERSE_DEFENSE } from './writing-styles/terse-defense.ts';
import { WORKPLACE_DEFENSE } from './writing-styles/workplace-defense.ts';

/**
 * Time entries in the manner of many writers, made up and coded by hand after the definitions of UTBMS, each house with two
 * habits of coding where practice differs. Like the concepts (`concepts.ts`) they are knowledge that comes with LAIT and are
 * nobody's bills: what is said of wording that a firm's own lines have never shown is learned from them, and each style in
 * turn is left out to see how far that can be trusted.
 */
const STYLES: readonly (readonly [name: string, lines: string])[] = [
  ['attention-to', ATTENTION_TO],
  ['billing-codes-shorthand', BILLING_SHORTHAND],
  ['capitals', CAPITALS],
  ['commercial-team', COMMERCIAL_TEAM],
  ['construction-disputes', CONSTRUCTION_DISPUTES],
  ['coverage-environment', COVERAGE_ENVIRONMENT],
  ['deal-team', DEAL_TEAM],
  ['diary', DIARY],
  ['estates-families', ESTATES_FAMILIES],
  ['fee-petition', FEE_PETITION],
  ['guideline-minded', GUIDELINE_MINDED],
  ['injury-plaintiff', INJURY_PLAINTIFF],
  ['international-hand', INTERNATIONAL_HAND],
  ['investigations', INVESTIGATIONS],
  ['land-government', LAND_GOVERNMENT],
  ['lender-creditor', LENDER_CREDITOR],
  ['medical-defense', MEDICAL_DEFENSE],
  ['ongoing-tense', ONGOING_TENSE],
  ['paralegal-log', PARALEGAL_LOG],
  ['partners-prose', PARTNERS_PROSE],
  ['patent-litigation', PATENT_LITIGATION],
  ['products-coordination', PRODUCTS_COORDINATION],
  ['terse-defense', TERSE_DEFENSE],
  ['workplace-defense', WORKPLACE_DEFENSE],
];

const LINE = /^([A-Z]\d{3}) ([A-Z]\d{3}) (.+)$/;

export interface WrittenLine {
  readonly style: string;
  readonly taskCode: string;
  readonly activityCode: string;
  readonly narrative: string;
}

/** A line under the one of its codes that was asked for. */
export interface WrittenExample {
  readonly style: string;
  /** Number of its label. */
  readonly target: number;
  readonly features: NarrativeFeatures;
}

/** All of them, style by style. */
export function writtenLines(): readonly WrittenLine[] {
  return STYLES.flatMap(([style, text]) =>
    text
      .trim()
      .split('\n')
      .map((line): WrittenLine => {
        const [, taskCode = '', activityCode = '', narrative = ''] = LINE.exec(line) ?? [];
        return { style, taskCode, activityCode, narrative };
      }),
  );
}

/** The lines whose task or activity code is among the labels of a model (no code is both). */
export function writtenExamples(labels: readonly string[]): readonly WrittenExample[] {
  return writtenLines().flatMap(({ style, taskCode, activityCode, narrative }) => {
    const target = Math.max(labels.indexOf(taskCode), labels.indexOf(activityCode));
    return target < 0 ? [] : [{ style, target, features: narrativeFeatures(narrative) }];
  });
}
