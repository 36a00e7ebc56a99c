import { type ReactElement, useEffect, useState } from 'react';
import type { InvoiceDetail, LineFilter } from '#shared/api/workspace.ts';
import { SEVERITIES } from '#shared/domain/finding.ts';
import type { ReviewSession } from '../../state/review-session.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { SEVERITY_WORDS } from '../../state/words.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceMenu } from '../../ui/choice-menu.tsx';
import { Choices } from '../../ui/choices.tsx';
import { countOf, formatCount, formatHours } from '../../ui/format-money.ts';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import { FilterField } from '../../ui/text-field.tsx';
import { focusRow } from '../../ui/use-grid-rows.ts';
import { useRowWindow } from '../../ui/use-row-window.ts';
import styles from './filter-bar.module.css';

type ShownLines = 'all' | 'open' | 'undecided' | 'cut' | 'accepted';

const SHOWN: Readonly<Record<ShownLines, Pick<LineFilter, 'decision' | 'hasFindings'>>> = {
  all: {},
  open: { decision: 'undecided', hasFindings: true },
  undecided: { decision: 'undecided' },
  cut: { decision: 'cut' },
  accepted: { decision: 'accepted' },
};

/** Narrows the lines: by decision, words, severity, timekeeper, rule. Says how many are left. */
export function FilterBar({
  session,
  detail,
  filter,
}: {
  readonly session: ReviewSession;
  readonly detail: InvoiceDetail;
  readonly filter: LineFilter;
}): ReactElement {
  const { money } = detail.summary;
  const isRailOpen = useSettings((settings) => settings.isRuleRailOpen);
  const shown: ShownLines =
    filter.decision === 'undecided' ? (filter.hasFindings === true ? 'open' : 'undecided') : shownBy(filter.decision);
  const change = (part: LineFilter): void => void session.setFilter(tidy({ ...filter, ...part }));
  return (
    <search className={styles.bar} aria-label="Which lines">
      <Button
        icon="rules"
        action="rules"
        label={isRailOpen ? 'Hide the rules' : 'Show the rules'}
        aria-expanded={isRailOpen}
        onPress={() => changeSettings({ isRuleRailOpen: !isRailOpen })}
      />
      <Choices
        label="Lines shown"
        chosen={shown}
        choices={[
          { id: 'all', label: 'All', note: formatCount(money.lineCount) },
          { id: 'open', label: 'Open', note: formatCount(money.openCount) },
          { id: 'undecided', label: 'Undecided' },
          { id: 'cut', label: 'Cut' },
          { id: 'accepted', label: 'Accepted' },
        ]}
        onChange={(id) => change({ decision: undefined, hasFindings: undefined, ...SHOWN[id] })}
      />
      <ChoiceMenu
        label="Severity"
        mode="multiple"
        chosen={filter.severities ?? []}
        choices={SEVERITIES.toReversed().map((severity) => ({
          id: severity,
          label: SEVERITY_WORDS[severity],
          mark: <SeverityMark severity={severity} />,
        }))}
        onChange={(ids) => change({ severities: SEVERITIES.filter((severity) => ids.includes(severity)) })}
      >
        {named('Severity', filter.severities?.length ?? 0)}
      </ChoiceMenu>
      <ChoiceMenu
        label="Timekeeper"
        mode="multiple"
        chosen={filter.timekeeperKeys ?? []}
        choices={detail.timekeepers.map((each) => ({
          id: each.key,
          label: each.name,
          note: `${each.classification ?? ''} ${formatHours(each.hoursE4)} h`,
        }))}
        onChange={(timekeeperKeys) => change({ timekeeperKeys })}
      >
        {named('Timekeeper', filter.timekeeperKeys?.length ?? 0)}
      </ChoiceMenu>
      <div className={styles.text} data-line-filter>
        <LineTextFilter session={session} text={filter.text ?? ''} onChange={(text) => change({ text })} />
      </div>
    </search>
  );
}

/** Under the lines while a filter hides some of them: how many are left, and the way back to all. */
export function FilterRemark({
  session,
  filter,
  lineCount,
}: {
  readonly session: ReviewSession;
  readonly filter: LineFilter;
  readonly lineCount: number;
}): ReactElement | null {
  const { total } = useRowWindow(session.rows);
  if (Object.keys(filter).length === 0) return null;
  return (
    <div className={styles.remark}>
      <p role="status">
        {total === null ? '' : `${formatCount(total)} of ${countOf(lineCount, 'line')} shown`}
        {filter.ruleIds === undefined ? '' : `, rule ${filter.ruleIds.join(', ')}`}
      </p>
      <Button icon="close" action="back" onPress={() => void session.setFilter({})}>
        Show all lines
      </Button>
    </div>
  );
}

function LineTextFilter({
  session,
  text,
  onChange,
}: {
  readonly session: ReviewSession;
  readonly text: string;
  onChange(text: string): void;
}): ReactElement {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed starts the wait
  useEffect(() => {
    if (typed === text) return;
    const timer = window.setTimeout(() => onChange(typed), 120);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return (
    <FilterField
      label="Filter the lines"
      value={typed}
      action="filter"
      onChange={setTyped}
      onLeave={() => {
        const field = document.activeElement;
        if (field instanceof HTMLElement) field.blur();
        focusRow(document.querySelector<HTMLElement>('[role="grid"]'), session.store.getState().cursorIndex);
      }}
    />
  );
}

function named(label: string, count: number): string {
  return count === 0 ? label : `${label}: ${formatCount(count)}`;
}

function shownBy(decision: LineFilter['decision']): ShownLines {
  return decision === 'cut' || decision === 'accepted' ? decision : 'all';
}

/** Leaves out conditions that ask for nothing, so that an empty filter is `{}`. */
function tidy(filter: LineFilter): LineFilter {
  const kept = Object.entries(filter).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}
