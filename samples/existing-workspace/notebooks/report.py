# Databricks notebook source
# Sums up the sales of each day.
catalog = dbutils.widgets.get("catalog")
spark.sql(f"""
  CREATE OR REPLACE TABLE {catalog}.reports.daily AS
  SELECT date(sold_at) AS day, sum(amount) AS amount FROM {catalog}.sales.orders GROUP BY ALL
""")
