import type { ReactElement, ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button, type ButtonProps } from './button.tsx';
import styles from './choice-menu.module.css';
import { Icon } from './icons.tsx';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Quiet text on the right: a count, an amount. */
  readonly note?: ReactNode;
  readonly mark?: ReactNode;
}

/** A button that opens a list to choose from; with `mode="multiple"` choices are ticked and the list stays. */
export function ChoiceMenu({
  label,
  choices,
  chosen,
  mode = 'single',
  onChange,
  button,
  prefix,
  children,
}: {
  /** The name of the list. */
  readonly label: string;
  /** Heard before the words on the button, where those show only the value. */
  readonly prefix?: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly mode?: 'single' | 'multiple';
  onChange(chosen: string[]): void;
  readonly button?: Pick<ButtonProps, 'look' | 'icon' | 'isDisabled'>;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <MenuTrigger>
      <Button {...button} iconAfter="chevronDown" className={styles.trigger}>
        {prefix === undefined ? null : <span className="visuallyHidden">{prefix}: </span>}
        {children}
      </Button>
      <Popover className={styles.popover} placement="bottom start" offset={4}>
        <Menu
          aria-label={label}
          className={styles.menu}
          selectionMode={mode}
          selectedKeys={chosen}
          onSelectionChange={(keys) =>
            onChange(keys === 'all' ? choices.map((each) => each.id) : [...keys].map(String))
          }
        >
          {choices.map((choice) => (
            <MenuItem key={choice.id} id={choice.id} textValue={choice.label} className={styles.item}>
              <span className={styles.tick}>{chosen.includes(choice.id) ? <Icon name="accept" /> : null}</span>
              {choice.mark}
              <span className={styles.label}>{choice.label}</span>
              {choice.note === undefined ? null : <span className={styles.note}>{choice.note}</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
