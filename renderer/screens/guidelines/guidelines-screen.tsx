import { type ReactElement, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { GuidelineDetail } from '#shared/api/workspace.ts';
import { navigate } from '../../state/navigation.ts';
import { notify } from '../../state/notices.ts';
import { formatRoute } from '../../state/route.ts';
import { useQuery } from '../../state/use-query.ts';
import { CERTAINTY_WORDS, SEVERITY_WORDS } from '../../state/words.ts';
import { useWorkspace } from '../../state/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { countOf } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import { SeverityMark } from '../../ui/severity-mark.tsx';
import styles from './guidelines-screen.module.css';

/** The clients' guidelines: what each rule is set to, by which clause, and the way to add one's own. */
export function GuidelinesScreen({ name }: { readonly name: string | null }): ReactElement {
  const guidelines = useQuery('listGuidelines', {}).value ?? [];
  const shown = name ?? guidelines[0]?.name ?? null;
  const [refusal, setRefusal] = useState<{ readonly fileName: string; readonly message: string } | null>(null);
  return (
    <div className={styles.screen}>
      <aside className={styles.list} aria-label="Guidelines">
        <ul>
          {guidelines.map((each) => (
            <li key={each.name}>
              <a
                className={cx(styles.entry, each.name === shown && styles.current)}
                aria-current={each.name === shown ? 'true' : undefined}
                href={formatRoute({ screen: 'guidelines', name: each.name })}
                onClick={(event) => {
                  event.preventDefault();
                  navigate({ screen: 'guidelines', name: each.name });
                }}
              >
                <span className={styles.title}>{each.title}</span>
                <span className={styles.quiet}>
                  {each.name} v{each.version} {'\u00b7'} {countOf(each.enabledRuleCount, 'rule')} on
                  {each.isBuiltIn ? '' : ' \u00b7 your own'}
                </span>
              </a>
            </li>
          ))}
        </ul>
        <div className={styles.add}>
          <AddGuideline onRefused={setRefusal} />
          <p className={styles.quiet}>A YAML or JSON file. A known name needs a higher version.</p>
        </div>
      </aside>
      <div className={styles.detail}>
        {refusal === null ? null : (
          <section role="alert" className={styles.refusal}>
            <h2>
              <Icon name="warning" /> {refusal.fileName} was not added. Nothing was changed.
            </h2>
            <pre className={styles.reasons}>{refusal.message}</pre>
            <Button onPress={() => setRefusal(null)}>Dismiss</Button>
          </section>
        )}
        {shown === null ? null : <Detail key={shown} name={shown} />}
      </div>
    </div>
  );
}

function AddGuideline({
  onRefused,
}: {
  onRefused(refusal: { readonly fileName: string; readonly message: string } | null): void;
}): ReactElement {
  const { client } = useWorkspace();
  const add = async (file: File): Promise<void> => {
    const reply = await client.command('saveGuideline', { text: (await file.text()).slice(0, 1_000_000) });
    if (!reply.ok) {
      onRefused({ fileName: file.name, message: reply.error.message });
      return;
    }
    onRefused(null);
    notify('kept', `${reply.value.name} version ${reply.value.version} is kept. Choose it on an invoice to use it.`);
    navigate({ screen: 'guidelines', name: reply.value.name });
  };
  return (
    <FileTrigger
      acceptedFileTypes={['.yaml', '.yml', '.json']}
      onSelect={(files) => {
        const file = files?.[0];
        if (file !== undefined) void add(file);
      }}
    >
      <Button look="line" icon="add">
        Add your own{'\u2026'}
      </Button>
    </FileTrigger>
  );
}

function Detail({ name }: { readonly name: string }): ReactElement | null {
  const { value, error } = useQuery('getGuideline', { name });
  if (error !== null && value === undefined) return <p className={styles.quiet}>{error.message}</p>;
  if (value === undefined) return null;
  const { guideline } = value;
  const rules = value.rules.toSorted((a, b) => Number(b.isEnabled) - Number(a.isEnabled) || a.id.localeCompare(b.id));
  return (
    <>
      <header className={styles.header}>
        <h1 className={styles.name}>{guideline.title}</h1>
        <p className={styles.lead}>{guideline.description}</p>
        <p className={styles.quiet}>
          {guideline.name}, version {guideline.version}
        </p>
      </header>
      <ol>
        {rules.map((rule) => (
          <RuleEntry key={rule.id} rule={rule} />
        ))}
      </ol>
    </>
  );
}

function RuleEntry({ rule }: { readonly rule: GuidelineDetail['rules'][number] }): ReactElement {
  return (
    <li className={cx(styles.rule, !rule.isEnabled && styles.off)}>
      <span className={styles.id}>{rule.id}</span>
      <div>
        <h2 className={styles.ruleTitle}>
          {rule.title}
          {rule.isEnabled ? null : <span className={styles.quiet}> off</span>}
        </h2>
        {rule.clause === '' ? null : <blockquote className={styles.clause}>{rule.clause}</blockquote>}
        <details className={styles.authority}>
          <summary>Authority</summary>
          {rule.authority}
        </details>
      </div>
      <dl className={styles.parameters}>
        {rule.parameters.map((parameter) => (
          <div key={parameter.name} title={parameter.description}>
            <dt>{parameter.name}</dt>
            <dd>{parameter.value === '' ? 'none' : parameter.value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.weight}>
        <span>
          <SeverityMark severity={rule.severity} /> {SEVERITY_WORDS[rule.severity]}
        </span>
        <span className={styles.quiet}>{CERTAINTY_WORDS[rule.certainty]}</span>
      </div>
    </li>
  );
}
