/** The task panel of the market lab: whose market, which markets to compare, their rules, and where to look. */
import { Button, ProgressBar } from 'react-aria-components';
import type { ErrorDetail } from '#models/core/errors.ts';
import { errorText } from '../../app/messages/problemTexts.ts';
import { useMessages } from '../../app/useMessages.ts';
import { ColumnEditor } from './ColumnEditor.tsx';
import { ColumnList } from './ColumnList.tsx';
import { CommunityChooser } from './CommunityChooser.tsx';
import './market.css';
import { activeColumn, MARKET_VIEWS, type MarketLab } from './marketLab.ts';

/** What happened, what is safe, what to do. */
export function Failure({ name, error, keepsLast }: { readonly name?: string; readonly error: ErrorDetail; readonly keepsLast?: boolean }) {
  const { t, language } = useMessages();
  const { what, where, mend } = errorText(language, error);
  return (
    <div className="market-failure" role="alert">
      <p>
        <strong>{name === undefined ? t('market.failed') : t('market.failed.column', { name })}</strong> {what}
      </p>
      {where && <p>{where}</p>}
      {mend && <p>{mend}</p>}
      {keepsLast && <p>{t('market.failed.safe')}</p>}
    </div>
  );
}

function Running({ lab }: { readonly lab: MarketLab }) {
  const { t, label, percent } = useMessages();
  if (!lab.running) return null;
  const { progress, remaining_s } = lab.running;
  return (
    <div className="market-running">
      <ProgressBar className="market-progress" value={progress.done * 100} aria-label={t('market.run.progress')}>
        {() => (
          <>
            <span className="market-progress-words">
              <span>{label(progress.stage, t('market.run.progress'))}</span>
              <span className="market-number">
                {percent(progress.done, { decimals: 0 })}
                {remaining_s !== null && ` · ${t('market.run.remaining', { seconds: Math.round(remaining_s) })}`}
              </span>
            </span>
            <progress className="market-bar" value={progress.done} max={1} aria-hidden="true" />
          </>
        )}
      </ProgressBar>
      <Button className="button button-small" onPress={lab.actions.cancel}>
        {t('market.run.cancel')}
      </Button>
    </div>
  );
}

function RunRow({ lab }: { readonly lab: MarketLab }) {
  const { t } = useMessages();
  const stale = lab.columns.filter((column) => column.outcome && column.stale && !column.error).length;
  const hasRun = lab.columns.some(({ outcome }) => outcome);
  const isCurrent = lab.columns.length > 0 && lab.columns.every(({ outcome, stale: old, error }) => outcome && !old && !error);
  if (isCurrent && !lab.running && !lab.runError) {
    if (lab.view !== null) return null;
    return (
      <Button className="button button-primary button-wide" onPress={() => lab.actions.openView('compare')}>
        {t('market.run.look')}
      </Button>
    );
  }
  return (
    <section className="section" aria-label={t('market.run')}>
      {lab.running ? (
        <Running lab={lab} />
      ) : (
        <Button
          className="button button-primary button-wide"
          isDisabled={lab.columns.length === 0 || !lab.community.value}
          onPress={lab.actions.runAll}
        >
          {t(hasRun ? 'market.run.again' : 'market.run')}
        </Button>
      )}
      {stale > 0 && !lab.running && (
        <p className="stale-note" role="status">
          {t('market.run.stale', { count: stale })}
        </p>
      )}
      {lab.columns.map(({ config, outcome, error }) => {
        return error && <Failure key={config.id} name={config.name} error={error} keepsLast={outcome !== null} />;
      })}
      {lab.runError && <Failure error={lab.runError} keepsLast={hasRun} />}
    </section>
  );
}

function Views({ lab }: { readonly lab: MarketLab }) {
  const { t } = useMessages();
  return (
    <section className="section" aria-label={t('market.views')}>
      <h3>{t('market.views')}</h3>
      <div className="market-views">
        {MARKET_VIEWS.map((view) => (
          <Button
            key={view}
            className="chip"
            aria-pressed={lab.view === view}
            onPress={() => lab.actions.openView(lab.view === view ? null : view)}
          >
            {t(`market.view.${view}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}

export function MarketPanel({ lab }: { readonly lab: MarketLab }) {
  const { t } = useMessages();
  const column = activeColumn(lab);
  return (
    <div className="stack market-panel">
      <p className="hint">{t('market.intro')}</p>
      <CommunityChooser lab={lab} />
      <ColumnList lab={lab} />
      <RunRow lab={lab} />
      {lab.view === null && <Views lab={lab} />}
      {column && <ColumnEditor key={column.config.id} config={column.config} lab={lab} />}
    </div>
  );
}
