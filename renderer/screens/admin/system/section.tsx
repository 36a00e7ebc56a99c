import { type ReactElement, type ReactNode, useId } from 'react';
import styles from './system.module.css';

/** A section of the System page, or the sentence that it did not answer. */
export function Section<Value>({
  title,
  value,
  children,
}: {
  readonly title: string;
  /** Null: it did not answer within a second. */
  readonly value: Value | null;
  children(value: Value): ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      {value === null ? (
        <p className={styles.attention}>Not answered within a second. It is asked again by itself.</p>
      ) : (
        children(value)
      )}
    </section>
  );
}

/** What is known, name by name; a fact that is null is left out. */
export function Facts({
  facts,
}: {
  readonly facts: readonly { readonly name: string; readonly value: ReactNode | null }[];
}): ReactElement {
  return (
    <dl className={styles.facts}>
      {facts
        .filter(({ value }) => value !== null)
        .map(({ name, value }) => (
          <FactRow key={name} name={name} value={value} />
        ))}
    </dl>
  );
}

function FactRow({ name, value }: { readonly name: string; readonly value: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
