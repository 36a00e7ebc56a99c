import type { ReactElement, ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';
import styles from './toggle.module.css';

/** An on/off switch. The knob carries a tick when on, so that the state is not colour alone. */
export function Toggle({
  label,
  isOn,
  isDisabled = false,
  onChange,
  children,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  onChange(isOn: boolean): void;
  readonly children?: ReactNode;
}): ReactElement {
  return (
    <Switch className={styles.toggle} aria-label={label} isSelected={isOn} isDisabled={isDisabled} onChange={onChange}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.knob}>
          <svg viewBox="0 0 10 10" width="8" height="8" aria-hidden="true" focusable="false">
            {isOn ? (
              <path d="M2 5.300 4.200 7.500 8 2.800" fill="none" stroke="currentColor" strokeWidth="1.600" />
            ) : (
              <path d="M2.500 5h5" fill="none" stroke="currentColor" strokeWidth="1.400" />
            )}
          </svg>
        </span>
      </span>
      {children}
    </Switch>
  );
}
