import { type ReactElement, useEffect, useState } from 'react';
import { MOST_CITATIONS } from '#shared/api/legal.ts';
import { legalCalls } from '#shared/api/legal-calls.ts';
import type { LineCitation } from '#shared/api/legal-desk.ts';
import { runCommand, useCommands } from '../../../keyboard/commands.ts';
import { useFirm } from '../../../state/firm-context.ts';
import { navigate } from '../../../state/navigation.ts';
import { useQuery } from '../../../state/use-query.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { formatDate } from '../../../ui/format-date.ts';
import { countOf } from '../../../ui/format-money.ts';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import { SourceLink } from '../../../ui/source-link.tsx';
import { startDraft } from '../../legal/legal-store.ts';
import { failureSentence } from '../../legal/legal-words.ts';
import { useReach } from '../../legal/use-reach.ts';
import margin from '../margin-section.module.css';
import { type CheckedCitation, type CheckReading, readCheck } from './check-words.ts';
import styles from './citation-panel.module.css';

const MOST_SAVED = 5;
const ICONS: Readonly<Record<CheckReading['tone'], IconName>> = { fine: 'accept', wrong: 'warning', open: 'note' };

/** Answers of this visit, by citation and name: a check costs the firm's allowance. */
const known = new Map<string, CheckedCitation>();
const keyOf = ({ normalised, caseName }: Pick<LineCitation, 'normalised' | 'caseName'>): string =>
  `${normalised} ${caseName ?? ''}`;

/** Cases and laws that a line cites, whether they exist, and what was saved to the matter. */
export function CitationPanel({ lineId }: { readonly lineId: string }): ReactElement | null {
  const { value } = useQuery('findLineCitations', { lineId });
  if (value === undefined) return null;
  return (
    <>
      {value.citations.length === 0 ? null : (
        <Citations key={lineId} citations={value.citations} matterId={value.matterId} />
      )}
      {value.matterId === null ? null : <SavedCases matterId={value.matterId} />}
    </>
  );
}

function Citations({
  citations,
  matterId,
}: {
  readonly citations: readonly LineCitation[];
  readonly matterId: string | null;
}): ReactElement {
  const firm = useFirm();
  const reach = useReach();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [, setChecked] = useState(0);
  const cases = citations.filter(({ kind }) => kind === 'case');
  const check = async (): Promise<void> => {
    if (firm === null || isAsking || cases.length === 0) return;
    if (reach !== 'there') {
      setTrouble('The server is not reached, so nothing was looked up. The citations stand as they are.');
      return;
    }
    setTrouble(null);
    setAsking(true);
    const asked = cases.slice(0, MOST_CITATIONS);
    const reply = await firm.call(
      legalCalls.checkCitations({
        citations: asked.map(({ normalised, caseName }) => ({ citation: normalised, caseName })),
      }),
    );
    setAsking(false);
    if (!reply.ok) {
      setTrouble(reply.error.message);
      return;
    }
    for (const [index, answer] of reply.value.citations.entries()) {
      const citation = asked[index];
      if (citation === undefined) continue;
      if (answer.failure !== null) setTrouble(failureSentence(answer.failure, new Date()));
      if (answer.verdict !== 'unavailable') known.set(keyOf(citation), answer);
    }
    setChecked((count) => count + 1);
  };
  useCommands(cases.length === 0 ? {} : { checkCitations: () => void check() });
  return (
    <section aria-label="Citations" className={margin.section}>
      <h3 className={margin.heading}>
        {countOf(citations.length, 'citation')}
        {cases.length === 0 ? null : (
          <Button action="checkCitations" isDisabled={isAsking} onPress={() => runCommand('checkCitations')}>
            {isAsking ? 'Looking up\u2026' : 'Do they exist?'}
          </Button>
        )}
      </h3>
      {trouble === null ? null : (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      )}
      <ul>
        {citations.map((citation) => (
          <li key={keyOf(citation)} className={styles.citation}>
            <Entry
              citation={citation}
              checked={known.get(keyOf(citation))}
              onSearch={() => {
                startDraft([citation.caseName, citation.normalised].filter(Boolean).join(', '), matterId);
                navigate({ screen: 'legal', part: 'search', id: null });
              }}
            />
          </li>
        ))}
      </ul>
      {cases.length === 0 ? null : (
        <p className={margin.quiet}>Looking up sends the citations to CourtListener, and no names.</p>
      )}
    </section>
  );
}

function Entry({
  citation,
  checked,
  onSearch,
}: {
  readonly citation: LineCitation;
  readonly checked: CheckedCitation | undefined;
  onSearch(): void;
}): ReactElement {
  const reading = checked === undefined ? null : readCheck(checked);
  return (
    <>
      <p className={styles.line}>
        <span className={styles.text}>
          {citation.caseName === null ? null : <i>{citation.caseName}, </i>}
          {citation.normalised}
          {citation.year === null ? '' : ` (${citation.year})`}
          {citation.place === 'comment' ? <span className={margin.quiet}> in a comment</span> : null}
        </span>
        <Button icon="search" label={`Search ${citation.normalised} in legal sources`} onPress={onSearch} />
      </p>
      {citation.isYearImpossible ? (
        <p className={styles.wrong}>
          <Icon name="warning" /> The reporter was not published in {citation.year}.
        </p>
      ) : null}
      {reading === null || checked === undefined ? null : (
        <p
          className={cx(styles.check, reading.tone === 'wrong' && styles.wrong, reading.tone === 'fine' && styles.fine)}
        >
          <Icon name={ICONS[reading.tone]} />
          <span>
            {reading.text}{' '}
            {checked.cases[0]?.link == null ? null : <SourceLink link={checked.cases[0].link}>Read</SourceLink>}
          </span>
        </p>
      )}
    </>
  );
}

/** What was saved to the matter of this line; from this device, also without a network. */
function SavedCases({ matterId }: { readonly matterId: string }): ReactElement | null {
  const { value: saved } = useQuery('listSavedResults', { matterId, text: '' });
  const [isWhole, setWhole] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another matter begins with its newest
  useEffect(() => setWhole(false), [matterId]);
  if (saved === undefined || saved.length === 0) return null;
  const shown = isWhole ? saved : saved.slice(0, MOST_SAVED);
  return (
    <section aria-label="Saved to the matter" className={margin.section}>
      <h3 className={margin.heading}>
        Saved to the matter
        {saved.length > shown.length ? <Button onPress={() => setWhole(true)}>All {saved.length}</Button> : null}
      </h3>
      <ul>
        {shown.map((each) => (
          <li key={each.savedId} className={styles.citation}>
            <p className={styles.text}>
              <SourceLink link={each.link}>{each.title}</SourceLink>
            </p>
            <p className={margin.quiet}>
              {[each.citations[0], each.court, each.date === null ? null : formatDate(each.date)]
                .filter((part) => part !== null && part !== undefined)
                .join(', ')}
            </p>
            {each.note === '' ? null : <p>{each.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
