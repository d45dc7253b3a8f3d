-- As in 0024, but that whose slug is wanted is always looked up by its id. A connection that made its plan while there were
-- few products read all of them for each slug that another had: thousands of products that one file renamed took minutes.
alter function give_slug() set enable_seqscan = off;
