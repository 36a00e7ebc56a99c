import type { ReactElement, ReactNode } from 'react';
import type { FirmState } from '../../state/firm-context.ts';
import { Button } from '../../ui/button.tsx';
import { Trouble } from '../../ui/trouble.tsx';

/** Shows what the server answered, or why it did not. */
export function Answer<Value>({
  state,
  children,
}: {
  readonly state: FirmState<Value>;
  children(value: Value): ReactNode;
}): ReactElement {
  if (state.value !== undefined) return <>{children(state.value)}</>;
  if (state.error === null) return <p role="status">Asking the server{'\u2026'}</p>;
  return (
    <Trouble title="The server did not answer this." message={state.error.message}>
      <Button look="line" onPress={state.refresh}>
        Ask again
      </Button>
    </Trouble>
  );
}
