import type { ReactElement } from 'react';
import { runCommand } from '../../keyboard/commands.ts';
import { Button } from '../../ui/button.tsx';
import { useReach } from '../legal/use-reach.ts';
import styles from './ask-row.module.css';

/** What may be asked elsewhere about a line; each shows first what would leave. Nothing where there is no server at all. */
export function AskRow({ hasTimekeeper }: { readonly hasTimekeeper: boolean }): ReactElement | null {
  const reach = useReach();
  if (reach === 'none' || reach === 'signed_out') return null;
  return (
    <section aria-label="Ask about the line" className={styles.row}>
      <Button icon="scales" action="searchSelection" onPress={() => runCommand('searchSelection')}>
        Search sources
      </Button>
      {hasTimekeeper ? (
        <Button icon="shield" action="verifyTimekeeper" onPress={() => runCommand('verifyTimekeeper')}>
          Verify
        </Button>
      ) : null}
      <Button icon="comment" action="askOpinion" onPress={() => runCommand('askOpinion')}>
        Second opinion
      </Button>
      <Button icon="write" action="askRewrite" onPress={() => runCommand('askRewrite')}>
        Clearer narrative
      </Button>
    </section>
  );
}
