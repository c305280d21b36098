// Fills one small demonstration; every story copies it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const binary = resolve(process.env.CARGO_TARGET_DIR ?? '../target', 'debug/xuanxian');

export default function prepare() {
  const folder = mkdtempSync(join(tmpdir(), 'xuanxian-stories-'));
  execFileSync(binary, ['demo', '--applicants', '150'], {
    env: { ...process.env, XUANXIAN_DATA: folder, XUANXIAN_DEMONSTRATION: 'true' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.env.STORY_SEED = folder;
}
