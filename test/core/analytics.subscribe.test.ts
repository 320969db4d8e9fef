import { expect } from 'chai';
import type { AnalyticsRecord } from '../../src/core/records.ts';
import { listen } from './browser-kit.ts';

describe('subscribers', () => {
  const quietly = (act: () => void): readonly unknown[] => {
    const { error } = console;
    const logged: unknown[] = [];
    console.error = (...all: unknown[]) => logged.push(...all);
    try {
      act();
    } finally {
      console.error = error;
    }
    return logged;
  };

  it('one that throws disturbs nobody, and is not hidden', () => {
    const { client, heard } = listen();
    const mine = new Error('mine');
    const leave = client.subscribe(() => {
      throw mine;
    });
    const late: AnalyticsRecord[] = [];
    client.subscribe((record) => late.push(record));
    const logged = quietly(() => client.signal({ type: 'source', url: 'x' }));
    leave();
    expect(heard.map(({ event }) => event)).to.deep.equal(['init']);
    expect(late.filter(({ type }) => type === 'event')).to.have.length(1);
    expect(logged).to.include(mine);
    client.destroy();
  });

  it('who leaves while being called misses nothing for others', () => {
    const { client } = listen();
    const seen: string[] = [];
    const leave = client.subscribe(() => {
      seen.push('first');
      leave();
      leave();
    });
    client.subscribe(() => seen.push('second'));
    client.report('metadata', {});
    client.signal({ type: 'source', url: 'x' });
    expect(seen.filter((who) => who === 'first')).to.have.length(1);
    expect(seen.slice(0, 2)).to.deep.equal(['first', 'second']);
    client.destroy();
  });

  it('who comes while others are called hears the next record first', () => {
    const { client } = listen();
    let heard = 0;
    let newcomer: (() => void) | undefined;
    client.subscribe((record) => {
      if (record.type === 'event') newcomer ??= client.subscribe(() => heard++);
    });
    client.signal({ type: 'source', url: 'x' });
    const before = heard;
    client.signal({ type: 'loadstart' });
    expect(heard).to.be.above(before);
    client.destroy();
  });

  it('the same function twice is two subscriptions', () => {
    const { client } = listen();
    let heard = 0;
    const listener = (record: AnalyticsRecord): void => {
      if (record.type === 'event') heard++;
    };
    const leave = client.subscribe(listener);
    client.subscribe(listener);
    client.signal({ type: 'source', url: 'x' });
    expect(heard).to.equal(2);
    leave();
    leave();
    client.signal({ type: 'loadstart' });
    expect(heard).to.equal(3);
    client.destroy();
  });

  it('history: the last 50 records, then the new ones', () => {
    const { client } = listen();
    client.signal({ type: 'source', url: 'x' });
    client.signal({ type: 'loadstart' });
    for (let i = 0; i < 60; i++) client.report('warning', { code: `${i}` });
    const seen: AnalyticsRecord[] = [];
    client.subscribe((record) => seen.push(record), { history: true });
    expect(seen).to.have.length(50);
    const last = seen[seen.length - 1];
    expect(last?.type === 'event' && last.event.payload?.code).to.equal('59');
    client.destroy();
  });

  it('one that calls back into the client', () => {
    const { client, names } = listen();
    let done = false;
    client.subscribe((record) => {
      if (record.type !== 'event' || done) return;
      done = true;
      client.signal({ type: 'loadstart' });
    });
    client.signal({ type: 'source', url: 'x' });
    expect(names()).to.equal('init loading');
    client.destroy();
  });

  it('one that destroys the client', () => {
    const { client, names } = listen();
    client.subscribe((record) => {
      if (record.type === 'event' && record.event.event === 'loading') client.destroy();
    });
    client.signal({ type: 'source', url: 'x' });
    client.signal({ type: 'loadstart' });
    client.signal({ type: 'canplay' });
    expect(names()).to.equal('init loading stopped');
  });
});
