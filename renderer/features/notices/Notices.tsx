import { useEffect, useState } from 'react';
import { Button, Label, ProgressBar } from 'react-aria-components';
import { IconButton } from '../../app/controls/IconButton.tsx';
import { type Messages, useMessages } from '../../app/useMessages.ts';
import type { Job, Notice } from '../../state/appState.ts';
import { useActions, useApp } from '../../state/useApp.ts';
import './notices.css';

/** Work shorter than this is not worth a bar [ms]. */
const SHOW_AFTER_ms = 500;
/** An estimate before this much is done would jump about. */
const ESTIMATE_FROM = 0.08;
/** News go by themselves; errors and warnings stay until dismissed [ms]. */
const NEWS_ms = 6000;

function NoticeText({ messages, notice }: { readonly messages: Messages; readonly notice: Notice }) {
  const { t, label } = messages;
  if ('key' in notice.message) return <p>{label(notice.message.key, notice.message.key, notice.message.values)}</p>;
  const { error } = notice.message;
  const mend = label(`error.${error.code}.mend`, error.mend ?? '', error.values);
  const what = label(`error.${error.code}`, error.message, error.values);
  return (
    <>
      <p className="notice-what">{what}</p>
      {error.where && <p>{t('notice.where', { where: error.where })}</p>}
      <p>{t('notice.safe')}</p>
      {mend && <p>{t('notice.mend', { mend })}</p>}
      {what !== error.message && <p className="hint">{error.message}</p>}
    </>
  );
}

function NoticeCard({ notice }: { readonly notice: Notice }) {
  const messages = useMessages();
  const actions = useActions();
  const isNews = notice.tone === 'info' || notice.tone === 'success';
  useEffect(() => {
    if (!isNews) return;
    const timer = setTimeout(() => actions.dismiss(notice.id), NEWS_ms);
    return () => clearTimeout(timer);
  }, [actions, notice.id, isNews]);
  return (
    <div className={`notice floating notice-${notice.tone}`} role={isNews ? 'status' : 'alert'}>
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

/** Work in progress and messages, in the corner where nothing else is. */
export function Notices() {
  const { t } = useMessages();
  const jobs = useApp((state) => state.jobs);
  const notices = useApp((state) => state.notices);
  const now = useNow(jobs.length > 0);
  const shownJobs = jobs.filter((job) => now - job.startedAt > SHOW_AFTER_ms);
  return (
    <section className="notices" aria-label={t('notice.label')}>
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
      {shownJobs.map((job) => (
        <JobCard key={job.id} job={job} now={now} />
      ))}
    </section>
  );
}
