import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Trouble } from './trouble.tsx';

interface Props {
  readonly children: ReactNode;
  /** A change of this (the route) tries again. */
  readonly resetKey: string;
}

interface State {
  readonly error: Error | null;
}

/** Keeps a fault in one screen from taking the window: decisions are stored by then, and the way back stays. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidUpdate(previous: Props): void {
    if (previous.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Trouble
        title="This screen stopped."
        message={`Everything decided before is stored. Try again; if it happens again, reload the window. (${error.message})`}
      >
        <Button look="solid" onPress={() => this.setState({ error: null })}>
          Try again
        </Button>
        <Button look="line" onPress={() => location.reload()}>
          Reload the window
        </Button>
      </Trouble>
    );
  }
}
