import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import type { ActionId } from '../keyboard/key-map.ts';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icons.tsx';
import { KeyCap } from './key-cap.tsx';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'style'> {
  /** `plain` is text on paper; `line` has a hairline; `solid` is the one main action of a view. */
  readonly look?: 'plain' | 'line' | 'solid';
  readonly icon?: IconName;
  readonly action?: ActionId;
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}

/** A button with its icon, its words and its key. An icon alone needs an `aria-label`. */
export function Button({ look = 'plain', icon, action, children, className, ...rest }: ButtonProps): ReactElement {
  const isIconOnly = children === undefined;
  return (
    <AriaButton {...rest} className={cx(styles.button, styles[look], isIconOnly && styles.iconOnly, className)}>
      {icon === undefined ? null : <Icon name={icon} />}
      {isIconOnly ? null : <span className={styles.label}>{children}</span>}
      {action === undefined ? null : <KeyCap action={action} />}
    </AriaButton>
  );
}
