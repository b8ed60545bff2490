const trackingParameters =
  /^(?:utm_.*|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|cmp(?:id)?|ncid|ocid|cid|ref|ref_src|ref_url|referrer|source|src|smid|smtyp|sr_share|guccounter|guce_.*|_ga|spm|amp|outputtype|share|xtor|taid|ftag)$/i;

/**
 * An address in the form that different links to one story share: without scheme, "www.", "m." and "amp.", tracking,
 * fragment, index page and closing slash. For comparing only.
 */
export function comparableAddress(address: string): string {
  const url = parse(address);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return address;
  const host = url.host.replace(/^(?:www|m|mobile|amp)\./, '').replace(/:(?:80|443)$/, '');
  const path = url.pathname
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/i, '/')
    .replace(/\/amp\/?$|\.amp(?=\.html?$)/i, '')
    .replace(/\/+$/, '');
  const parameters = [...url.searchParams]
    .filter(([name]) => !trackingParameters.test(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const query = parameters.map(([name, value]) => `${name}=${value}`).join('&');
  return `${host}${path}${query === '' ? '' : `?${query}`}`;
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** Whether two hosts belong to one site, judged by their last two labels. */
export function isSameSite(a: string, b: string): boolean {
  const site = (address: string) => {
    const host = parse(address)?.hostname ?? '';
    const labels = host.split('.');
    // "co.uk", "com.cn": a short second-level label belongs to the country.
    const length = labels.length > 2 && (labels.at(-2)?.length ?? 0) <= 3 && (labels.at(-1)?.length ?? 0) === 2 ? 3 : 2;
    return /^[\d.]+$|:/.test(host) ? (parse(address)?.host ?? '') : labels.slice(-length).join('.');
  };
  return site(a) !== '' && site(a) === site(b);
}
