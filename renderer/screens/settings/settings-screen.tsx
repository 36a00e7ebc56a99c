import type { ReactElement } from 'react';
import { useDesktop } from '../../state/desktop-context.ts';
import { useSession } from '../../state/firm-context.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { useQuery } from '../../state/use-query.ts';
import { formatCount } from '../../ui/format-money.ts';
import { Icon } from '../../ui/icons.tsx';
import { RadioChoices } from '../../ui/radio-choices.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { DiagnosticsSection } from './diagnostics-section.tsx';
import { LockSection } from './lock-section.tsx';
import { NotificationsSection } from './notifications-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { ServerSection } from './server-section.tsx';
import styles from './settings-screen.module.css';
import { TraySection } from './tray-section.tsx';
import { VersionSection } from './version-section.tsx';

export function SettingsScreen(): ReactElement {
  const { theme, density, areSingleKeysOn } = useSettings();
  const desktop = useDesktop();
  const session = useSession();
  return (
    <div className={styles.screen}>
      <div className={styles.sheet}>
        <h1 className={styles.title}>Settings</h1>
        <div className={styles.columns}>
          <RadioChoices
            label="Theme"
            chosen={theme}
            choices={[
              { id: 'system', label: 'As the system' },
              { id: 'light', label: 'Light' },
              { id: 'dark', label: 'Dark' },
              { id: 'contrast', label: 'High contrast' },
            ]}
            onChange={(id) => changeSettings({ theme: id })}
          />
          <RadioChoices
            label="Density"
            chosen={density}
            choices={[
              { id: 'comfortable', label: 'Comfortable' },
              { id: 'compact', label: 'Compact', note: 'more lines at once' },
            ]}
            onChange={(id) => changeSettings({ density: id })}
          />
        </div>
        <section className={styles.section}>
          <h2 className={styles.heading}>Keys</h2>
          <Toggle
            label="Single-letter keys"
            isOn={areSingleKeysOn}
            onChange={(isOn) => changeSettings({ areSingleKeysOn: isOn })}
          >
            Single-letter keys decide lines in the review
          </Toggle>
          <p className={styles.quiet}>
            Off, letters and digits do nothing outside fields; arrows, Space, Enter and keys with Ctrl still work, and
            so does every button.
          </p>
        </section>
        {desktop === null ? null : <ServerSection desktop={desktop} />}
        {session === null ? null : <SecondFactorSection />}
        {desktop === null ? null : <LockSection desktop={desktop} />}
        {desktop === null ? null : <NotificationsSection desktop={desktop} />}
        {desktop === null ? null : <TraySection desktop={desktop} />}
        <Storage />
        {desktop === null ? null : <VersionSection desktop={desktop} />}
        {desktop === null ? null : <DiagnosticsSection desktop={desktop} />}
      </div>
    </div>
  );
}

/** What is kept, where, and how safe it is. Facts, not reassurance. */
function Storage(): ReactElement {
  const { value: status } = useQuery('getStatus', {});
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>What is kept here</h2>
      {status === undefined ? null : (
        <>
          <dl className={styles.facts}>
            <Fact label="Invoices">{formatCount(status.invoiceCount)}</Fact>
            <Fact label="Lines">{formatCount(status.lineCount)}</Fact>
            <Fact label="Decisions and other actions kept">{formatCount(status.pendingCount)}</Fact>
            <Fact label="Storage">{status.storage === 'durable' ? 'On this device' : 'In memory only'}</Fact>
            <Fact label="Encrypted">{status.isEncrypted ? 'Yes' : 'No'}</Fact>
            <Fact label="Largest file">{`${formatCount(Math.floor(status.maximumFileBytes / 1_048_576))} MB`}</Fact>
          </dl>
          {status.storage === 'memory' ? (
            <p className={styles.attention}>
              <Icon name="warning" /> Everything is gone when this window closes. Export what you need first.
            </p>
          ) : null}
          {status.isEncrypted ? null : (
            <p className={styles.attention}>
              <Icon name="warning" /> The browser{'\u2019'}s store is not encrypted: anyone who can read this user
              {'\u2019'}s files on this machine can read these invoices.
            </p>
          )}
          {status.notice === null ? null : <p className={styles.attention}>{status.notice}</p>}
        </>
      )}
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: string }): ReactElement {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
