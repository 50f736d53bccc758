import { Component, type ReactNode } from 'react';
import type { Language } from '../state/appState.ts';
import { translate } from './messages/translate.ts';

interface Props {
  readonly language: Language;
  readonly children: ReactNode;
}

/** Shows what is safe when drawing a part of the window fails. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const { language } = this.props;
    return (
      <div className="empty-state" role="alert">
        <h2>{translate(language, 'app.unexpected')}</h2>
        <p className="popover-text">{error.message}</p>
        <p className="popover-text">{translate(language, 'app.unexpected.safe')}</p>
        <button type="button" className="button" onClick={() => this.setState({ error: null })}>
          {translate(language, 'app.reload')}
        </button>
      </div>
    );
  }
}
