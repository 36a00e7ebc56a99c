import { type ReactElement, useState } from 'react';
import type { DiagnosticStep } from '#shared/api/diagnostics.ts';
import type { Desktop } from '../../state/desktop-context.ts';
import { notify } from '../../state/notices.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './diagnostics-section.module.css';
import settings from './settings-screen.module.css';

const OUTCOMES = { ok: 'In order', attention: 'Look at this', failed: 'Failed' } as const;

/** Numbered steps that look the installation over, and a report that may be sent. */
export function DiagnosticsSection({ desktop: { shell } }: { readonly desktop: Desktop }): ReactElement {
  const [steps, setSteps] = useState<readonly DiagnosticStep[] | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const busy = async (work: () => Promise<void>): Promise<void> => {
    setIsBusy(true);
    await work();
    setIsBusy(false);
  };
  const run = () =>
    busy(async () => {
      const reply = await shell.runDiagnostics({});
      if (reply.ok) setSteps(reply.value);
      else notify('attention', reply.error.message);
    });
  const save = () =>
    busy(async () => {
      const reply = await shell.saveDiagnostics({});
      if (!reply.ok) notify('attention', reply.error.message);
      else if (reply.value === 'saved') notify('kept', 'The report is saved. It names no client, person or path.');
    });
  return (
    <section className={settings.section}>
      <h2 className={settings.heading}>Diagnostics</h2>
      <p className={settings.quiet}>
        Looks over the server, this computer and your stored work, and changes nothing. The report names no client, no
        person and no path.
      </p>
      <div className={styles.actions}>
        <Button look="line" isDisabled={isBusy} onPress={() => void run()}>
          Run diagnostics
        </Button>
        <Button look="line" isDisabled={isBusy} onPress={() => void save()}>
          Save a report{'\u2026'}
        </Button>
        <span role="status">{isBusy ? 'Looking\u2026' : ''}</span>
      </div>
      {steps === null ? null : (
        <ol className={styles.steps} aria-label="What was found">
          {steps.map(({ number, name, outcome, finding }) => (
            <li key={number} className={styles.step}>
              <span className={styles.name}>{name}</span>
              <span className={cx(styles.outcome, outcome !== 'ok' && styles.attention)}>
                <Icon name={outcome === 'ok' ? 'accept' : 'warning'} /> {OUTCOMES[outcome]}
              </span>
              <span className={styles.finding}>{finding}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
