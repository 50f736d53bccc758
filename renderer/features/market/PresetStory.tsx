/** What is characteristic of the system a market started from, with the figures of the year that was run. */
import type { StoryLine } from '#models/market/outcome.ts';
import { useMessages } from '../../app/useMessages.ts';

export function PresetStory({ story }: { readonly story: readonly StoryLine[] }) {
  const { t, label } = useMessages();
  return (
    <div className="market-story">
      <h5>{t('market.story.title')}</h5>
      <ul>
        {story.map(({ key, values }) => (
          <li key={key}>{label(`market.story.${key}`, key, values)}</li>
        ))}
      </ul>
    </div>
  );
}
