-- The reader follows the feed of all counties in one order.
create index feed_order on feed (sequence);
