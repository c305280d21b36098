// Fills one small demonstration; every story copies it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const binary = resolve(process.env.CARGO_TARGET_DIR ?? '../target', 'debug/xuanxian');

/** The demonstration, with so many invented applicants, under a folder. */
export function fill(folder: string, applicants: number, environment: Record<string, string> = {}) {
  execFileSync(binary, ['demo', '--applicants', String(applicants)], {
    env: { ...process.env, XUANXIAN_DATA: folder, XUANXIAN_DEMONSTRATION: 'true', ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

export default function prepare() {
  const folder = mkdtempSync(join(tmpdir(), 'xuanxian-stories-'));
  fill(folder, 150);
  process.env.STORY_SEED = folder;
}
