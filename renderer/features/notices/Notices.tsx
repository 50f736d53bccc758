import { useEffect, useState } from 'react';
import { Button, Label, ProgressBar } from 'react-aria-components';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { errorText } from '../../app/messages/problemTexts.ts';
import { type Messages, useMessages } from '../../app/useMessages.ts';
import type { Job, Notice } from '../../state/appState.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import { shownNotices } from './shownNotices.ts';
import { useExpiry } from './useExpiry.ts';
import './notices.css';

/** Work shorter than this is not worth a bar [ms]. */
const SHOW_AFTER_ms = 500;
/** An estimate before this much is done would jump about. */
const ESTIMATE_FROM = 0.08;
/** News go by themselves; errors and warnings stay until dismissed [ms]. */
const NEWS_ms = 5000;

function NoticeText({ messages, notice }: { readonly messages: Messages; readonly notice: Notice }) {
  const { t, label, language } = messages;
  if ('key' in notice.message) return <p>{label(notice.message.key, notice.message.key, notice.message.values)}</p>;
  const { error } = notice.message;
  const { what, where, mend, detail } = errorText(language, error);
  return (
    <>
      <p className="notice-what">{what}</p>
      {where && <p className="hint">{t('notice.where', { where })}</p>}
      {mend && <p>{t('notice.mend', { mend })}</p>}
      <p className="hint">{t('notice.safe')}</p>
      {detail && <p className="hint">{detail}</p>}
    </>
  );
}

/** One line that goes by itself, but not while somebody reads it. */
function News({ notice }: { readonly notice: Notice }) {
  const messages = useMessages();
  const actions = useActions();
  const [held, setHeld] = useState(false);
  useExpiry(NEWS_ms, held, () => actions.dismiss(notice.id));
  return (
    <li
      className={`notice notice-news floating notice-${notice.tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="notice-body">
        <NoticeText messages={messages} notice={notice} />
      </div>
      <IconButton icon="close" small label={messages.t('action.dismiss')} onPress={() => actions.dismiss(notice.id)} />
    </li>
  );
}

function Warning({ notice }: { readonly notice: Notice }) {
  const messages = useMessages();
  const actions = useActions();
  return (
    <div className={`notice floating notice-${notice.tone}`} role="alert">
      <div className="notice-body">
        <p className="notice-tone">{messages.t(`notice.tone.${notice.tone}`)}</p>
        <NoticeText messages={messages} notice={notice} />
      </div>
      <IconButton icon="close" small label={messages.t('action.dismiss')} onPress={() => actions.dismiss(notice.id)} />
    </div>
  );
}

function useNow(running: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

function JobCard({ job, now }: { readonly job: Job; readonly now: number }) {
  const { t, label, percent } = useMessages();
  const actions = useActions();
  const spent = now - job.startedAt;
  const remaining = job.done >= ESTIMATE_FROM ? (spent / job.done) * (1 - job.done) : null;
  return (
    <div className="notice floating">
      <ProgressBar className="notice-body" value={job.done * 100}>
        <div className="job-line">
          <Label>{label(job.stage, t('progress.label'))}</Label>
          <span className="hint">
            {remaining === null ? percent(job.done, { significant: 2 }) : t('progress.remaining', { seconds: Math.ceil(remaining / 1000) })}
          </span>
        </div>
        <progress className="job-bar" max={1} value={job.done} aria-hidden="true" />
      </ProgressBar>
      <Button className="button button-small" onPress={actions.stopJobs}>
        {t('action.stop')}
      </Button>
    </div>
  );
}

/** Work in progress and messages, in the corner above the legend: never over the middle of the view or a panel. */
export function Notices() {
  const { t } = useMessages();
  const jobs = useApp((state) => state.jobs);
  const notices = useApp((state) => state.notices);
  const now = useNow(jobs.length > 0);
  const shownJobs = jobs.filter((job) => now - job.startedAt > SHOW_AFTER_ms);
  const { warnings, news } = shownNotices(notices);
  return (
    <section className="notices" aria-label={t('notice.label')}>
      {warnings.map((notice) => (
        <Warning key={notice.id} notice={notice} />
      ))}
      <ul className="notices-news" aria-live="polite" aria-relevant="additions">
        {news.map((notice) => (
          <News key={notice.id} notice={notice} />
        ))}
      </ul>
      {shownJobs.map((job) => (
        <JobCard key={job.id} job={job} now={now} />
      ))}
    </section>
  );
}
