-- Whether ground read before still stands is asked by the newest change of a layer: changes of issues, thousands a day,
-- are passed over.
create index feed_layers on feed (county, sequence) where kind = 'layer';
