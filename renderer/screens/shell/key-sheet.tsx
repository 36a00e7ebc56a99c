import type { ReactElement } from 'react';
import { KEY_ACTIONS, showKey } from '../../keyboard/key-map.ts';
import { REDUCE_EXAMPLES } from '../../keyboard/reduce-input.ts';
import { useSettings } from '../../state/settings.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyText } from '../../ui/key-cap.tsx';
import { isMac } from '../../ui/platform.ts';
import styles from './key-sheet.module.css';

const GROUPS = [...new Set(KEY_ACTIONS.map((action) => action.group))];

export function KeySheet({ onClose }: { onClose(): void }): ReactElement {
  const areSingleKeysOn = useSettings((settings) => settings.areSingleKeysOn);
  return (
    <Dialog title="Keys" size="large" onClose={onClose}>
      {/* More than fits a small window: the arrow keys move it, so it must take the focus. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard (WCAG 2.1.1) */}
      <section className={styles.sheet} aria-label="All keys" tabIndex={0}>
        {GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.heading}>{group}</h3>
            <dl className={styles.list}>
              {KEY_ACTIONS.filter((action) => action.group === group).map((action) => (
                <div key={action.id} className={styles.row}>
                  <dt>{action.label}</dt>
                  <dd className={styles.keys}>
                    <span className="visuallyHidden">{action.keys.map((key) => showKey(key, isMac)).join(' or ')}</span>
                    {shownKeys(action.keys).map((key) => (
                      <KeyText key={key} text={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
      <p className={styles.foot}>
        After <b>R</b> type what remains or what comes off: <b>{REDUCE_EXAMPLES}</b>.{' '}
        {areSingleKeysOn ? 'Single letters act only while no field has the focus.' : 'Single letters are switched off.'}{' '}
        Settings switches them.
      </p>
    </Dialog>
  );
}

function shownKeys(keys: readonly string[]): string[] {
  if (keys.length > 4) return [`${keys[0]} \u2013 ${keys.at(-1)}`];
  return keys.slice(0, 2).map((key) => showKey(key, isMac));
}
