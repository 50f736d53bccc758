/** Writes down what a page must not do: requests to elsewhere, violations of the content policy, errors. */
import type { Page } from 'playwright-core';
import type { LaunchedApp } from './launcher.ts';

declare global {
  interface Window {
    policyViolations: string[];
    longTasks: { start: number; duration: number }[];
  }
}

export async function watchPage(page: Page, ownOrigin: string): Promise<Pick<LaunchedApp, 'externalRequests' | 'pageErrors'>> {
  const externalRequests: string[] = [];
  const pageErrors: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(ownOrigin) && !url.startsWith('blob:') && !url.startsWith('data:') && !url.startsWith('app:'))
      externalRequests.push(url);
  });
  page.on('pageerror', (error) => pageErrors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text());
  });
  await page.addInitScript(() => {
    window.policyViolations = [];
    window.longTasks = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.longTasks.push({ start: entry.startTime, duration: entry.duration });
    }).observe({ type: 'longtask', buffered: true });
  });
  return { externalRequests, pageErrors };
}
