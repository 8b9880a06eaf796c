/** What is looked at of an answer. */
export interface Answer {
  status: number;
  /** A header's value by its lower-case name; empty where there is none. */
  header: (name: string) => string;
  /** The first characters of the body, where it is text. */
  beginning: string;
}

/** Statuses with which challenge pages are served. */
const challengeStatuses = new Set([403, 405, 429, 503]);

/** What stands in the pages with which bot managers challenge those who do not run scripts. */
const challenge =
  /\/cdn-cgi\/challenge-platform\/|cf-browser-verification|_Incapsula_Resource|captcha-delivery\.com|px-captcha|\/_sec\/cp_challenge\/|awsWafCookieDomainList|ddos-guard|<title>\s*(Just a moment|Attention Required!|Pardon Our Interruption|Access to this page has been denied)/i;

/** Whether an answer is one to robots, not to people: the page may well be alive for whoever opens it in a browser. */
export function isBlocked({ status, header, beginning }: Answer): boolean {
  if (status === 999) return true; // LinkedIn's, in no registry
  if (header('cf-mitigated') === 'challenge') return true;
  if (header('x-amzn-waf-action') === 'challenge' || header('x-amzn-waf-action') === 'captcha') return true;
  return challengeStatuses.has(status) && challenge.test(beginning);
}
