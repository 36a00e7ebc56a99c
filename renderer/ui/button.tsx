import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import type { ActionId } from '../keyboard/key-map.ts';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icons.tsx';
import { KeyCap } from './key-cap.tsx';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style' | 'aria-label'> {
  /** `plain` is text on paper; `line` has a hairline; `solid` is the one main action of a view. */
  readonly look?: 'plain' | 'line' | 'solid';
  readonly icon?: IconName;
  readonly iconAfter?: IconName;
  readonly action?: ActionId;
  /** What to call an icon alone, or what a screen reader hears after the words shown. */
  readonly label?: string;
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}

/** A button with its icon, its words and its key. Its name always contains the words it shows. */
export function Button(props: ButtonProps): ReactElement {
  const { look = 'plain', icon, iconAfter, action, label, children, className, ...rest } = props;
  const isIconOnly = children === undefined;
  return (
    <AriaButton {...rest} className={cx(styles.button, styles[look], isIconOnly && styles.iconOnly, className)}>
      {icon === undefined ? null : <Icon name={icon} />}
      {isIconOnly ? null : <span className={styles.label}>{children}</span>}
      {label === undefined ? null : <span className="visuallyHidden">{isIconOnly ? label : `: ${label}`}</span>}
      {iconAfter === undefined ? null : <Icon name={iconAfter} className={styles.after} />}
      {action === undefined ? null : <KeyCap action={action} />}
    </AriaButton>
  );
}
