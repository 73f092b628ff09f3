import { describe, expect, it } from 'vitest';
import { answered } from '../commands/typing.ts';
import { ask, collected, type Flow } from './asking.ts';

const pick = (rows: readonly Readonly<Record<string, unknown>>[], ...columns: string[]) =>
  rows.map((row) => columns.map((column) => row[column]));

describe('services', () => {
  it('S05: adds up both directions at the side that the flags tell, and counts what is undecided', async () => {
    const { path } = collected('S05-direction-by-flags');
    const { out, err } = await answered(['services', '--csv', '--no-header', path]);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',').slice(0, 10).join(',')),
    ).toEqual([
      // 100 bytes from the client, 900 to it; 60 and 40.
      '10.0.1.9,8443,6,flags,1,2,2,1000,100,900',
      '10.0.0.7,3306,6,flags,1,2,2,100,60,40',
      ',,,undecided,,1,1,5,,',
    ]);
    expect(err).toContain('undecided: of 1 flow neither tcp-flags nor a well-known port tells');
  });

  it('decides for all records of a conversation by the one that has a SYN', async () => {
    const flows: Flow[] = [
      { from: '10.0.0.1:50000', to: '10.0.0.9:9999', flags: 2, bytes: 1 },
      { from: '10.0.0.9:9999', to: '10.0.0.1:50000', flags: 0, bytes: 10 },
      { from: '10.0.0.1:50000', to: '10.0.0.9:9999', flags: 1, bytes: 100 },
      { from: '10.0.0.2:50000', to: '10.0.0.9:9999', flags: 19, bytes: 1000 },
    ];
    // The last one has SYN and ACK: 10.0.0.2 serves there, on port 50000.
    expect(pick(await ask(['services'], flows), 'server', 'port', 'clients', 'bytes', 'bytes_received')).toEqual([
      ['10.0.0.2', 50000, 1, 1000, 0],
      ['10.0.0.9', 9999, 1, 111, 101],
    ]);
  });

  it('goes by the well-known port without flags, and where flags contradict each other', async () => {
    const flows: Flow[] = [
      { from: '10.0.0.1:50000', to: '10.0.0.9:443', bytes: 1 },
      { from: '10.0.0.9:443', to: '10.0.0.2:50001', flags: 0, bytes: 2 },
      { from: '10.0.0.3:50000', to: '10.0.0.9:443', flags: 2, bytes: 4 },
      { from: '10.0.0.3:50000', to: '10.0.0.9:443', flags: 18, bytes: 8 },
      { from: '10.0.0.1:123', to: '10.0.0.8:123', protocol: 17, bytes: 16 },
      { from: '10.0.0.1:50000', to: '10.0.0.8:50001', bytes: 32 },
    ];
    expect(pick(await ask(['services'], flows), 'server', 'decided_by', 'clients', 'flows', 'bytes')).toEqual([
      ['10.0.0.9', 'port', 3, 4, 15],
      [null, 'undecided', null, 2, 48],
    ]);
  });

  it('leaves out what was rejected, and protocols without ports', async () => {
    const flows: Flow[] = [
      { from: '10.0.0.1:50000', to: '10.0.0.9:22', flags: 2, action: 'REJECT' },
      { from: '10.0.0.1:0', to: '10.0.0.9:0', protocol: 1 },
    ];
    expect(await ask(['services'], flows)).toEqual([]);
  });

  it('shows the undecided after as many services as are asked for, whatever ranks them', async () => {
    const flows: Flow[] = [
      { from: '10.0.0.1:50000', to: '10.0.0.7:80', bytes: 100 },
      { from: '10.0.0.1:50000', to: '10.0.0.8:80', bytes: 1 },
      { from: '10.0.0.2:50000', to: '10.0.0.8:80', bytes: 1 },
      { from: '10.0.0.1:50000', to: '10.0.0.9:50000', bytes: 1000 },
    ];
    const servers = async (...words: string[]) => pick(await ask(['services', ...words], flows), 'server').flat();
    expect(await servers('-n', '1')).toEqual(['10.0.0.7', null]);
    expect(await servers('-n', '1', '--sort', 'clients')).toEqual(['10.0.0.8', null]);
    expect(await servers('-n', '0')).toEqual(['10.0.0.7', '10.0.0.8', null]);
    expect(await servers('-n', '2', '--port', '80')).toEqual(['10.0.0.7', '10.0.0.8']);
  });
});
