import type { CitationAnswer } from '#shared/api/legal.ts';
import { formatPercent } from '../../../ui/format-money.ts';

export type CheckedCitation = CitationAnswer['citations'][number];

/** How a check came out: how it looks, and the sentence. `wrong` needs a person. */
export interface CheckReading {
  readonly tone: 'fine' | 'wrong' | 'open';
  readonly text: string;
}

/** What a source knows of a citation, without guessing. */
export function readCheck(checked: CheckedCitation): CheckReading {
  const [first] = checked.cases;
  switch (checked.verdict) {
    case 'found':
      return { tone: 'fine', text: first === undefined ? 'Exists.' : `Exists: ${first.caseName}.` };
    case 'other_case': {
      const alike =
        checked.similarityE4 === null ? '' : ` The names are alike by ${formatPercent(checked.similarityE4 * 100)}.`;
      return {
        tone: 'wrong',
        text: `Another case\u2019s name: this is ${first?.caseName ?? 'another case'}.${alike}`,
      };
    }
    case 'several':
      return {
        tone: 'open',
        text: `Several cases begin on this page: ${checked.cases.map(({ caseName }) => caseName).join('; ')}.`,
      };
    case 'not_found':
      return { tone: 'wrong', text: 'Does not exist as far as CourtListener knows.' };
    case 'unknown_reporter':
      return { tone: 'wrong', text: 'No reporter of this name is known.' };
    case 'unavailable':
      return { tone: 'open', text: 'Could not be looked up.' };
  }
}
